import { expect, test } from 'vitest';
import { formsDifference, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { sigmoid } from './sigmoid.ts';

test('is 1/(1 + exp(−x))', async () => {
  const { y } = await layerOutput(
    { shape: [1, 4, 1], scale: 2, layer: sigmoid },
    [-400, 0, 0.75, 400],
  );
  // σ(1.5) = 0.8175744761936437.
  [0, 0.5, 0.8175744761936437, 1].forEach((expected, i) => {
    expect(y![i]).toBeCloseTo(expected, 12);
  });
});

test.each([1, 0.5])('the gradient matches finite differences at scale %f', async (scale) => {
  expect(await gradientError({ shape: [2, 3, 4], scale, layer: sigmoid })).toBeLessThan(1e-8);
});

test('both forms agree', async () => {
  expect(await formsDifference({ shape: [2, 3, 4], layer: sigmoid })).toBeLessThan(1e-6);
});
