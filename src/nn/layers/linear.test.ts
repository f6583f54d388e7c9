import { expect, test } from 'vitest';
import {
  formsDifference,
  type GradientCheck,
  gradientError,
  layerOf,
  layerOutput,
} from '../../../test/gradientCheck.ts';
import { globalMaxPool } from './globalMaxPool.ts';
import { linear } from './linear.ts';

test('is x·Wᵀ + b', async () => {
  const check: GradientCheck = {
    shape: [1, 1, 2],
    scale: 2,
    layer: linear('linear', 2),
  };
  // x = 2·(1, 2), W = ((3, 4), (5, 6)), b = (7, 8): (6 + 16 + 7, 10 + 24 + 8).
  const { y } = await layerOutput(check, [1, 2], [3, 4, 5, 6, 7, 8]);
  expect(Array.from(y!)).toEqual([29, 42]);
});

test.each([1, 0.7])('the gradients match finite differences at scale %f', async (scale) => {
  const layer = gradientError({
    shape: [3, 2, 4],
    scale,
    layer: linear('linear', 5),
  });
  expect(await layer).toBeLessThan(1e-8);
});

test('both forms agree', async () => {
  const layer = layerOf((net, x) => net.apply(linear('linear', 5), net.apply(globalMaxPool, x)));
  expect(await formsDifference({ shape: [3, 2, 4], layer })).toBeLessThan(1e-5);
});
