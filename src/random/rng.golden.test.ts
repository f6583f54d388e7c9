import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from './index.ts';

describe('createRng', () => {
  // Frozen: data sets and runs are only reproducible while these streams stay as they are.
  test('keeps its streams', () => {
    const rng = createRng(1).fork('split');
    expect([...createRng(1).fork('split').permutation(8)]).toMatchInlineSnapshot(`
      [
        6,
        4,
        3,
        5,
        0,
        2,
        1,
        7,
      ]
    `);
    expect([rng.uniform(), rng.normal(), rng.integer(1000), rng.poisson(5)]).toMatchInlineSnapshot(`
      [
        0.6551053494379738,
        0.2643175873329624,
        804,
        6,
      ]
    `);
  });

  test('forks depend on the path alone, not on what was drawn', () => {
    const fresh = createRng(7);
    const used = createRng(7);
    used.uniform();
    expect(used.fork('a').uniform()).toBe(fresh.fork('a').uniform());
    expect(fresh.fork('a').uniform()).not.toBe(fresh.fork('b').uniform());
    expect(fresh.fork('a').fork('b').uniform()).not.toBe(fresh.fork('ab').uniform());
  });

  test('permutations hold every number once', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(), (n, seed) => {
        expect([...createRng(seed).permutation(n).sort()]).toEqual([...Array(n).keys()]);
      }),
    );
  });

  test.each([0.3, 4, 90, 5000])('poisson of mean %d has its mean and variance', (mean) => {
    const rng = createRng(3);
    const n = 20000;
    const draws = Array.from({ length: n }, () => rng.poisson(mean));
    const average = draws.reduce((a, b) => a + b) / n;
    const variance = draws.reduce((sum, x) => sum + (x - average) ** 2, 0) / n;
    // Five standard errors of mean (√(mean/n)) and variance (about mean·√(2/n) + √(mean/n)).
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / n));
    expect(Math.abs(variance - mean)).toBeLessThan(
      5 * (mean * Math.sqrt(2 / n) + Math.sqrt(mean / n)),
    );
  });

  test('normal has mean 0, variance 1, and 4.55 % beyond two sigma', () => {
    const rng = createRng(4);
    const n = 40000;
    const draws = Array.from({ length: n }, () => rng.normal());
    expect(Math.abs(draws.reduce((a, b) => a + b) / n)).toBeLessThan(5 / Math.sqrt(n));
    expect(draws.filter((x) => Math.abs(x) > 2).length / n).toBeCloseTo(0.0455, 2);
  });

  test('refuses seeds that are no natural numbers', () => {
    expect(() => createRng(-1)).toThrow('seed');
    expect(() => createRng(0.5)).toThrow('seed');
  });
});
