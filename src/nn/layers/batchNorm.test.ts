import { expect, test } from 'vitest';
import { formsDifference, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { batchNorm } from './batchNorm.ts';

const layer = batchNorm('norm', { epsilon: 1e-4 });

/** Two samples, three positions, two channels. */
const X = [1, 0, 4, -1, 2, 5, 3, 2, 3, 2, -2, 6];

// torch.nn.BatchNorm1d(2, eps=1e-4) with weight (1.5, −0.5) and bias (0.25, 2) in training, PyTorch
// 1.13 in float64; its running statistics after one step from 0 and 1 at momentum 0.1.
const Y = [
  -0.3907598246006545, 2.4677034150308295, 1.915975543961702, 2.668147735758328,
  0.37815196492013103, 1.4654818113933379, 1.1470637544409166, 2.0668147735758327,
  1.1470637544409166, 2.0668147735758327, -2.697495193163011, 1.2650374906658397,
];
const RUNNING_MEAN = [0.18333333333333335, 0.23333333333333336];
const RUNNING_VARIANCE = [1.3566666666666667, 1.6466666666666667];

test.each([1, 0.5])('has the numbers of PyTorch at pending scale %f', async (scale) => {
  const check = { shape: [2, 3, 2], layer, scale } as const;
  const stored = X.map((value) => value / scale);
  const { y, statistics } = await layerOutput(check, stored, [1.5, -0.5, 0.25, 2]);
  y!.forEach((value, i) => {
    expect(value).toBeCloseTo(Y[i]!, 12);
  });
  const expected = [
    ...RUNNING_MEAN.map((mean) => mean / 0.1),
    ...RUNNING_VARIANCE.map((variance) => (variance - 0.9) / 0.1),
  ];
  statistics!.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 12);
  });
});

test.each([1, 0.7])('the gradients match finite differences at scale %f', async (scale) => {
  const wide = batchNorm('norm', { epsilon: 0.1 });
  expect(await gradientError({ shape: [3, 4, 2], scale, layer: wide })).toBeLessThan(1e-8);
});

test('one position of each sample is a batch too', async () => {
  expect(await gradientError({ shape: [5, 1, 3], layer })).toBeLessThan(1e-8);
});

test('inference takes the running statistics', async () => {
  // With those of the batch the forms differ by the variances alone: (n − 1)/n of n = 400 rows.
  const difference = await formsDifference({ shape: [2, 200, 3], layer });
  expect(difference).toBeLessThan(0.01);
  expect(difference).toBeGreaterThan(1e-4);
});
