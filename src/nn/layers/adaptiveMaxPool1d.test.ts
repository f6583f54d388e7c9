import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formsDifference, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { adaptiveMaxPool1d } from './adaptiveMaxPool1d.ts';
import { globalMaxPool } from './globalMaxPool.ts';

// torch.nn.functional.adaptive_max_pool1d (PyTorch 1.13).
test.each([
  { x: [3, 1, 4, 1, 5, 9, 2, 6], outputs: 3, expected: [4, 9, 9] },
  { x: [3, 1, 4], outputs: 5, expected: [3, 3, 1, 4, 4] },
])('has the numbers of PyTorch for $outputs windows', async ({ x, outputs, expected }) => {
  const layer = adaptiveMaxPool1d(outputs);
  const { y } = await layerOutput({ shape: [1, x.length, 1], layer }, x);
  expect(Array.from(y!)).toEqual(expected);
});

test('a position that several windows share collects their gradients', async () => {
  // Windows (0, 1), (1, 2): the middle is the largest of both.
  const { dx } = await layerOutput({ shape: [1, 3, 1], layer: adaptiveMaxPool1d(2) }, [1, 5, 2]);
  expect(Array.from(dx!)).toEqual([0, 2, 0]);
});

test('one window is the global maximum', () => {
  expect(adaptiveMaxPool1d(1)).toBe(globalMaxPool);
});

test('the gradient matches finite differences, and both forms agree, for any lengths', async () => {
  const sizes = fc.record({
    length: fc.integer({ min: 1, max: 12 }),
    outputs: fc.integer({ min: 1, max: 8 }),
  });
  const property = fc.asyncProperty(sizes, async ({ length, outputs }) => {
    const check = { shape: [2, length, 3], layer: adaptiveMaxPool1d(outputs) } as const;
    expect(await gradientError({ ...check, scale: 0.5 })).toBeLessThan(1e-8);
    expect(await formsDifference(check)).toBe(0);
  });
  await fc.assert(property, { numRuns: 20, seed: 1 });
});
