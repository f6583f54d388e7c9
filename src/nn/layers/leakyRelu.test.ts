import { expect, test } from 'vitest';
import { formsDifference, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { leakyRelu } from './leakyRelu.ts';

const layer = leakyRelu(0.2);

test('keeps what is positive, and a share of the rest', async () => {
  const { y, dx } = await layerOutput({ shape: [1, 4, 1], layer }, [-5, -1e-9, 1e-9, 3]);
  expect(Array.from(y!)).toEqual([-1, -1e-9 * 0.2, 1e-9, 3]);
  // `dx` comes of the gradient 1.
  [0.2, 0.2, 1, 1].forEach((slope, i) => {
    expect(dx![i]).toBeCloseTo(slope, 7);
  });
});

test('the gradient matches finite differences', async () => {
  expect(await gradientError({ shape: [3, 5, 4], scale: 0.7, layer })).toBeLessThan(1e-8);
});

test('both forms agree', async () => {
  expect(await formsDifference({ shape: [3, 5, 4], layer })).toBeLessThan(1e-6);
});
