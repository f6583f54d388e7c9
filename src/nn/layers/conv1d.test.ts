import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formsDifference,
  type GradientCheck,
  gradientError,
  layerOutput,
} from '../../../test/gradientCheck.ts';
import { conv1d } from './conv1d.ts';

test('is a cross-correlation with zeros outside', async () => {
  const check: GradientCheck = {
    shape: [1, 4, 1],
    layer: conv1d('conv', { channels: 1, kernel: 3, padding: 1 }),
  };
  // By hand: y[t] = 1·x[t − 1] + 10·x[t] + 100·x[t + 1].
  const { y } = await layerOutput(check, [1, 2, 3, 4], [1, 10, 100]);
  expect(Array.from(y!)).toEqual([210, 321, 432, 43]);
});

test('the gradients match finite differences for any kernel, stride and padding', async () => {
  const shapes = fc.record({
    length: fc.integer({ min: 1, max: 9 }),
    inputs: fc.integer({ min: 1, max: 3 }),
    channels: fc.integer({ min: 1, max: 3 }),
    kernel: fc.integer({ min: 1, max: 5 }),
    stride: fc.integer({ min: 1, max: 6 }),
    padding: fc.integer({ min: 0, max: 3 }),
  });
  const property = fc.asyncProperty(shapes, async ({ length, inputs, ...options }) => {
    fc.pre(length + 2 * options.padding >= options.kernel);
    // A window that lies in the padding alone has no gradient to compare.
    fc.pre(options.padding < options.kernel);
    const error = await gradientError({
      shape: [2, length, inputs],
      scale: 1.5,
      layer: conv1d('conv', options),
    });
    expect(error).toBeLessThan(1e-8);
  });
  await fc.assert(property, { numRuns: 40, seed: 1 });
});

test('both forms agree', async () => {
  const layer = conv1d('conv', { channels: 4, kernel: 5, stride: 3, padding: 2 });
  expect(await formsDifference({ shape: [2, 11, 3], layer })).toBeLessThan(1e-5);
});

test('data without a wanted gradient gets none', async () => {
  const layer = conv1d('conv', { channels: 1, kernel: 2 });
  const error = gradientError({
    shape: [1, 4, 1],
    layer: { ...layer, train: (tape, x) => layer.train(tape, { ...x, tracked: false }) },
  });
  await expect(error).rejects.toThrow('received no gradient');
});
