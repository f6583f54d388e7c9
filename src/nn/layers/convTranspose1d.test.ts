import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formsDifference, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { convTranspose1d } from './convTranspose1d.ts';

// torch.nn.functional.conv_transpose1d(x, torch.arange(1., 13).reshape(2, 2, 3), stride=s) for
// x = [[[1, 2, 3], [-1, 0, 2]]], positions first (PyTorch 1.13).
test.each([
  [1, [-6, -6, -4, 2, 15, 36, 28, 49, 27, 42]],
  [2, [-6, -6, -6, -6, -4, 2, 4, 10, 23, 44, 22, 37, 27, 42]],
])('has the numbers of PyTorch at stride %i', async (stride, expected) => {
  const layer = convTranspose1d('conv', { channels: 2, kernel: 3, stride });
  // Weights stored [Ci, K, Co].
  const weight = [1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12];
  const { y } = await layerOutput({ shape: [1, 3, 2], layer }, [1, -1, 2, 0, 3, 2], weight);
  expect(Array.from(y!)).toEqual(expected);
});

test('to one channel: windows of the kernel, added where they overlap', async () => {
  const layer = convTranspose1d('conv', { channels: 1, kernel: 3 });
  const { y } = await layerOutput({ shape: [2, 2, 1], layer }, [1, 2, 3, 4], [1, 10, 100]);
  expect(Array.from(y!)).toEqual([1, 12, 120, 200, 3, 34, 340, 400]);
});

test('the gradients match finite differences for any kernel and stride', async () => {
  const shapes = fc.record({
    length: fc.integer({ min: 1, max: 9 }),
    inputs: fc.integer({ min: 1, max: 3 }),
    channels: fc.integer({ min: 1, max: 3 }),
    kernel: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 4 }),
  });
  const property = fc.asyncProperty(shapes, async ({ length, inputs, ...options }) => {
    const layer = convTranspose1d('conv', options);
    const error = await gradientError({ shape: [2, length, inputs], scale: 1.5, layer });
    expect(error).toBeLessThan(1e-8);
  });
  await fc.assert(property, { numRuns: 40, seed: 1 });
});

test.each([
  { channels: 4, kernel: 5, stride: 3 },
  { channels: 4, kernel: 6, stride: 1 },
  { channels: 1, kernel: 6, stride: 1 },
])('both forms agree for %o', async (options) => {
  const layer = convTranspose1d('conv', options);
  expect(await formsDifference({ shape: [2, 11, 3], layer })).toBeLessThan(1e-5);
});
