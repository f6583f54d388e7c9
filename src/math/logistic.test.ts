import { expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import { fitLogistic } from './index.ts';

test('finds the coefficients that labels were drawn with', () => {
  const rng = createRng(9);
  const rows = Array.from({ length: 40_000 }, () => [1, rng.normal(), rng.normal()]);
  const labels = rows.map(([, x, y]) => {
    const score = 0.5 + 1.5 * x! - 2 * y!;
    return Number(rng.uniform() < 1 / (1 + Math.exp(-score)));
  });
  const score = fitLogistic(rows, labels);
  // Standard errors are about 0.02.
  expect(Math.abs(score([1, 0, 0]) - 0.5)).toBeLessThan(0.1);
  expect(Math.abs(score([0, 1, 0]) - 1.5)).toBeLessThan(0.1);
  expect(Math.abs(score([0, 0, 1]) + 2)).toBeLessThan(0.1);
});

test('stays finite where the classes can be told apart entirely', () => {
  const rows = Array.from({ length: 200 }, (_, i) => [1, i - 99.5]);
  const score = fitLogistic(
    rows,
    rows.map(([, x]) => Number(x! > 0)),
  );
  expect(score([1, -50])).toBeLessThan(0);
  expect(score([1, 50])).toBeGreaterThan(0);
  expect(Number.isFinite(score([1, 50]))).toBe(true);
});
