import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formsDifference, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { maxPool1d } from './maxPool1d.ts';

const pool = (kernel: number, stride: number, padding: number) =>
  maxPool1d({ kernel, stride, padding });

test('takes the largest of each window; outside never wins', async () => {
  const check = { shape: [1, 5, 1], layer: pool(3, 3, 1) } as const;
  const { y, dx } = await layerOutput(check, [-4, -3, -7, -5, -6]);
  // Windows (outside, −4, −3) and (−7, −5, −6).
  expect(Array.from(y!)).toEqual([-3, -5]);
  expect(Array.from(dx!)).toEqual([0, 1, 0, 1, 0]);
});

test('equal maxima share the gradient', async () => {
  const { dx } = await layerOutput({ shape: [1, 4, 1], layer: pool(4, 4, 0) }, [1, 5, 5, 2]);
  expect(Array.from(dx!)).toEqual([0, 0.5, 0.5, 0]);
});

test('the gradient matches finite differences for any windows, and both forms agree', async () => {
  const windows = fc.record({
    length: fc.integer({ min: 4, max: 20 }),
    kernel: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 6 }),
  });
  const property = fc.asyncProperty(windows, async ({ length, kernel, stride }) => {
    const check = { shape: [2, length, 3], layer: pool(kernel, stride, kernel >> 1) } as const;
    expect(await gradientError({ ...check, scale: 0.5 })).toBeLessThan(1e-8);
    expect(await formsDifference(check)).toBe(0);
  });
  await fc.assert(property, { numRuns: 20, seed: 1 });
});
