import { expect, test } from 'vitest';
import type { ParameterSpec } from './gradientGraph.ts';
import { storedFromTorch, storedShape, torchFromStored } from './layout.ts';

const init = { kind: 'constant', value: 0 } as const;
const conv: ParameterSpec = {
  name: 'w',
  shape: [2, 2, 3],
  offset: 0,
  size: 12,
  layout: 'conv',
  init,
};

test('a convolution weight is stored [Co, K, Ci]', () => {
  const torch = Float32Array.from({ length: 12 }, (_, i) => i);
  const stored = storedFromTorch(torch, conv);
  // W[co, ci, k] = 6·co + 3·ci + k, read with ci fastest.
  expect(Array.from(stored)).toEqual([0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11]);
  expect(storedShape(conv)).toEqual([2, 3, 2]);
  expect(torchFromStored(stored, conv)).toEqual(torch);
});

test('any other parameter stays as it is', () => {
  const linear: ParameterSpec = { ...conv, shape: [3, 4], layout: 'as-is' };
  const values = Float64Array.of(1, 2, 3);
  expect(storedFromTorch(values, linear)).toBe(values);
  expect(storedShape(linear)).toEqual([3, 4]);
});
