import { expect, test } from 'vitest';
import {
  formsDifference,
  type GradientCheck,
  gradientError,
  layerOf,
  layerOutput,
} from '../../../test/gradientCheck.ts';
import { dropout } from './dropout.ts';
import { gelu } from './gelu.ts';
import { layerNorm } from './layerNorm.ts';

const check: GradientCheck = {
  shape: [2, 2, 2],
  layer: dropout(0.2),
  inputs: { mask0: [Float64Array.of(1, 0, 1, 1, 0, 1, 1, 0), [4, 2]] },
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
    layer: layerOf((net, x) =>
      net.apply(layerNorm('norm', { epsilon: 0.1 }), net.apply(check.layer, x)),
    ),
  });
  expect(normed).toBeLessThan(1e-8);
});

test('p = 0 is the identity, as is inference', async () => {
  const { y } = await layerOutput({ shape: [1, 2, 2], layer: dropout(0) }, [1, 2, 3, 4]);
  expect(Array.from(y!)).toEqual([1, 2, 3, 4]);
  const layer = layerOf((net, x) => net.apply(dropout(0), net.apply(gelu, x)));
  expect(await formsDifference({ shape: [2, 3, 2], layer })).toBeLessThan(1e-6);
});
