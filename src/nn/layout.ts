import type { ParameterSpec } from './gradientGraph.ts';

/** Shape of a parameter in the flat vector: [Co, K, Ci] for a convolution's weight. */
export function storedShape({
  shape,
  layout,
}: Pick<ParameterSpec, 'shape' | 'layout'>): readonly number[] {
  return layout === 'conv' ? [shape[0]!, shape[2]!, shape[1]!] : shape;
}

type Floats = Float32Array | Float64Array;

/** Elements of one parameter as PyTorch orders them, from the order in the flat vector. */
export function torchFromStored<T extends Floats>(values: T, spec: ParameterSpec): T {
  return spec.layout === 'conv' ? swapLastAxes(values, storedShape(spec)) : values;
}

/** Elements of one parameter in the order of the flat vector, from PyTorch's order. */
export function storedFromTorch<T extends Floats>(values: T, spec: ParameterSpec): T {
  return spec.layout === 'conv' ? swapLastAxes(values, spec.shape) : values;
}

/** [A, B, C] → [A, C, B]. */
function swapLastAxes<T extends Floats>(values: T, [A, B, C]: readonly number[]): T {
  const out = values.slice() as T;
  for (let a = 0; a < A!; a++) {
    for (let b = 0; b < B!; b++) {
      for (let c = 0; c < C!; c++) out[(a * C! + c) * B! + b] = values[(a * B! + b) * C! + c]!;
    }
  }
  return out;
}
