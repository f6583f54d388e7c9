import { expect, test } from 'vitest';
import {
  formsDifference,
  gradientError,
  layerOf,
  layerOutput,
} from '../../../test/gradientCheck.ts';
import { conv1d } from './conv1d.ts';
import { globalMaxPool } from './globalMaxPool.ts';
import { logSumExp } from './logSumExp.ts';

test('is log Σ exp over the channels, without overflow', async () => {
  const check = { shape: [2, 1, 2], scale: 2, layer: logSumExp } as const;
  const { y } = await layerOutput(check, [Math.log(3) / 2, Math.log(5) / 2, 500, -500]);
  expect(y![0]).toBeCloseTo(Math.log(8), 12);
  expect(y![1]).toBe(1000);
});

test.each([1, 0.5])('the gradient matches finite differences at scale %f', async (scale) => {
  expect(await gradientError({ shape: [2, 3, 4], scale, layer: logSumExp })).toBeLessThan(1e-8);
});

test('both forms agree, at every position and of one', async () => {
  const conv = conv1d('conv', { channels: 4, kernel: 2 });
  const everywhere = layerOf((net, x) => net.apply(logSumExp, net.apply(conv, x)));
  const ofOne = layerOf((net, x) => net.apply(logSumExp, net.apply(globalMaxPool, x)));
  expect(await formsDifference({ shape: [2, 5, 3], layer: everywhere })).toBeLessThan(1e-5);
  expect(await formsDifference({ shape: [2, 5, 3], layer: ofOne })).toBeLessThan(1e-5);
});
