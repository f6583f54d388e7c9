import { expect, test } from 'vitest';
import {
  formsDifference,
  gradientError,
  layerOf,
  layerOutput,
} from '../../../test/gradientCheck.ts';
import { add } from './add.ts';
import { conv1d } from './conv1d.ts';
import { gelu } from './gelu.ts';

test('adds, and both summands receive the gradient', async () => {
  const { y, dx } = await layerOutput(
    { shape: [1, 2, 1], layer: layerOf((net, x) => net.apply(add, x, x)) },
    [1, 2],
  );
  expect(Array.from(y!)).toEqual([2, 4]);
  expect(Array.from(dx!)).toEqual([2, 2]);
});

const residualBlock = layerOf((net, x) => {
  const h = net.apply(gelu, x);
  const main = net.apply(conv1d('main', { channels: 3, kernel: 3, padding: 1 }), h);
  return net.apply(add, main, net.apply(conv1d('shortcut', { channels: 3, kernel: 1 }), h));
});

test('a value used twice collects both gradients, as in a residual block', async () => {
  expect(await gradientError({ shape: [2, 5, 3], layer: residualBlock })).toBeLessThan(1e-8);
});

test('both forms agree, where channels are last in one summand only', async () => {
  const layer = layerOf((net, x) =>
    net.apply(add, net.apply(conv1d('conv', { channels: 3, kernel: 1 }), x), x),
  );
  expect(await formsDifference({ shape: [2, 5, 3], layer })).toBeLessThan(1e-5);
});

test('values of different shapes or scales cannot be added', async () => {
  const layer = layerOf((net, x) => net.apply(add, x, net.apply(gelu, x)));
  const sum = gradientError({ shape: [1, 2, 1], layer });
  await expect(sum).rejects.toThrow(RangeError);
});
