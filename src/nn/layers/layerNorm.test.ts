import { expect, test } from 'vitest';
import {
  formsDifference,
  type GradientCheck,
  gradientError,
  layerOutput,
} from '../../../test/gradientCheck.ts';
import { layerNorm } from './layerNorm.ts';

test('normalises each position over its channels', async () => {
  const check: GradientCheck = {
    shape: [1, 2, 2],
    layer: layerNorm('norm', { epsilon: 0, scale: 1 }),
  };
  // (1, 3) has mean 2 and deviation 1; γ = (10, 100), β = (1, 2).
  const { y } = await layerOutput(check, [1, 3, -5, -9], [10, 100, 1, 2]);
  expect(Array.from(y!)).toEqual([-9, 102, 11, -98]);
});

test('a pending scale c acts as epsilon / c², exactly', async () => {
  const x = [0.3, -0.1, 0.7, 0.2];
  const params = [1, 2, 0.5, 0.1];
  const layer: GradientCheck['layer'] = layerNorm('norm');
  const scaled = await layerOutput({ shape: [1, 2, 2], scale: 0.01, layer }, x, params);
  const plain = await layerOutput(
    { shape: [1, 2, 2], layer },
    x.map((v) => 0.01 * v),
    params,
  );
  scaled.y!.forEach((value, i) => {
    expect(value).toBeCloseTo(plain.y![i]!, 12);
  });
});

test.each([
  { scale: 1, pending: 1 },
  { scale: 1 / 0.95, pending: Math.SQRT2 },
])('the gradients match finite differences ($scale, $pending)', async ({ scale, pending }) => {
  const error = await gradientError({
    shape: [2, 3, 4],
    scale,
    layer: layerNorm('norm', { epsilon: 0.1, scale: pending }),
  });
  expect(error).toBeLessThan(1e-8);
});

test('both forms agree', async () => {
  expect(await formsDifference({ shape: [2, 3, 4], layer: layerNorm('norm') })).toBeLessThan(1e-5);
});
