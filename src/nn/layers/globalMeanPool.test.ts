import { expect, test } from 'vitest';
import { formsDifference, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { globalMeanPool } from './globalMeanPool.ts';

const layer = globalMeanPool;

test('is the mean of each channel over positions', async () => {
  const { y } = await layerOutput({ shape: [1, 3, 2], layer }, [1, 9, 4, 2, 4, 4]);
  [3, 5].forEach((mean, i) => {
    expect(y![i]).toBeCloseTo(mean, 6);
  });
});

test('the gradient matches finite differences', async () => {
  expect(await gradientError({ shape: [3, 5, 4], scale: 0.7, layer })).toBeLessThan(1e-8);
});

test('both forms agree', async () => {
  expect(await formsDifference({ shape: [3, 5, 4], layer })).toBeLessThan(1e-6);
});
