import { type ParameterSpec, storedFromTorch, torchFromStored } from '../nn/index.ts';

type Floats = Float32Array | Float64Array;

/** A flat vector with every convolution weight as PyTorch stores it: [Co, K, Ci] → [Co, Ci, K]. */
export function toTorchLayout<T extends Floats>(flat: T, parameters: readonly ParameterSpec[]): T {
  return mapParameters(flat, parameters, torchFromStored);
}

/** The inverse of {@link toTorchLayout}: [Co, Ci, K] → [Co, K, Ci]. */
export function fromTorchLayout<T extends Floats>(
  flat: T,
  parameters: readonly ParameterSpec[],
): T {
  return mapParameters(flat, parameters, storedFromTorch);
}

function mapParameters<T extends Floats>(
  flat: T,
  parameters: readonly ParameterSpec[],
  reorder: (values: T, spec: ParameterSpec) => T,
): T {
  const size = parameters.reduce((sum, spec) => sum + spec.size, 0);
  if (flat.length !== size) {
    throw new RangeError(`expected ${size} parameters, got ${flat.length}`);
  }
  const out = flat.slice() as T;
  for (const spec of parameters) {
    const end = spec.offset + spec.size;
    out.set(reorder(flat.subarray(spec.offset, end) as T, spec), spec.offset);
  }
  return out;
}
