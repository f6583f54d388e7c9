import { expect, test } from 'vitest';
import { formsDifference, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { gelu } from './gelu.ts';

test.each([1, Math.SQRT2, 0.5])('is x·Φ(x) at pending scale %f', async (scale) => {
  const { y } = await layerOutput(
    { shape: [1, 5, 1], scale, layer: gelu },
    [-3, -1, 0, 0.5, 2].map((x) => x / scale),
  );
  // x·Φ(x) with Φ from scipy.stats.norm.cdf (SciPy 1.17).
  const expected = [
    -0.00404969409489028, -0.15865525393145707, 0.0, 0.34573123063700656, 1.9544997361036416,
  ];
  y!.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 12);
  });
});

test.each([1, Math.SQRT2, 0.5])('the gradient matches differences at scale %f', async (scale) => {
  expect(await gradientError({ shape: [2, 3, 4], scale, layer: gelu })).toBeLessThan(1e-8);
});

test('both forms agree', async () => {
  expect(await formsDifference({ shape: [2, 3, 4], layer: gelu })).toBeLessThan(1e-6);
});
