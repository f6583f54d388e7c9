import { expect, test } from 'vitest';
import { gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { add } from './add.ts';
import { conv1d } from './conv1d.ts';
import { gelu } from './gelu.ts';

test('adds, and both summands receive the gradient', async () => {
  const { y, dx } = await layerOutput(
    { shape: [1, 2, 1], layer: (tape, x) => add(tape, x, x) },
    [1, 2],
  );
  expect(Array.from(y!)).toEqual([2, 4]);
  expect(Array.from(dx!)).toEqual([2, 2]);
});

test('a value used twice collects both gradients, as in a residual block', async () => {
  const error = await gradientError({
    shape: [2, 5, 3],
    layer: (tape, x) => {
      const h = gelu(tape, x);
      const main = conv1d(tape, h, 'main', { channels: 3, kernel: 3, padding: 1 });
      return add(tape, main, conv1d(tape, h, 'shortcut', { channels: 3, kernel: 1 }));
    },
  });
  expect(error).toBeLessThan(1e-8);
});

test('values of different shapes or scales cannot be added', async () => {
  const sum = gradientError({ shape: [1, 2, 1], layer: (tape, x) => add(tape, x, gelu(tape, x)) });
  await expect(sum).rejects.toThrow(RangeError);
});
