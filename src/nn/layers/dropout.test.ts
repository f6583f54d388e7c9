import { expect, test } from 'vitest';
import { type GradientCheck, gradientError, layerOutput } from '../../../test/gradientCheck.ts';
import { dropout } from './dropout.ts';
import { layerNorm } from './layerNorm.ts';

const check: GradientCheck = {
  shape: [2, 2, 2],
  layer: (tape, x) => dropout(tape, x, { input: 'mask', p: 0.2 }),
  inputs: { mask: [Uint8Array.of(1, 0, 1, 1, 0, 1, 1, 0), [4, 2]] },
};

test('drops where the mask is 0 and scales the rest by 1/(1 − p)', async () => {
  const { y } = await layerOutput(check, [1, 2, 3, 4, 5, 6, 7, 8]);
  // Divided by 0.8.
  [1.25, 0, 3.75, 5, 0, 7.5, 8.75, 0].forEach((expected, i) => {
    expect(y![i]).toBeCloseTo(expected, 12);
  });
});

test('the gradient matches finite differences, alone and before a layer norm', async () => {
  expect(await gradientError(check)).toBeLessThan(1e-8);
  const normed = await gradientError({
    ...check,
    layer: (tape, x) => layerNorm(tape, check.layer(tape, x), 'norm', { epsilon: 0.1 }),
  });
  expect(normed).toBeLessThan(1e-8);
});
