import { expect, test } from 'vitest';
import { formsDifference, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { globalMaxPool } from './globalMaxPool.ts';

test('takes the largest position of each channel; equal ones share the gradient', async () => {
  const check = { shape: [1, 3, 2], layer: globalMaxPool } as const;
  const { y, dx } = await layerOutput(check, [1, 9, 4, 2, 4, 3]);
  expect(Array.from(y!)).toEqual([4, 9]);
  expect(Array.from(dx!)).toEqual([0, 1, 0.5, 0, 0.5, 0]);
});

test('the gradient matches finite differences', async () => {
  const error = await gradientError({ shape: [3, 5, 4], scale: 0.7, layer: globalMaxPool });
  expect(error).toBeLessThan(1e-8);
});

test('both forms agree', async () => {
  expect(await formsDifference({ shape: [3, 5, 4], layer: globalMaxPool })).toBeLessThan(1e-6);
});
