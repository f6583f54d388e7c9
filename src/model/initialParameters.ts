import type { ParameterSpec } from '../nn/index.ts';
import type { Rng } from '../random/index.ts';

/** First values of all parameters, in the flat layout of the graphs. */
export function initialParameters(parameters: readonly ParameterSpec[], rng: Rng): Float32Array {
  const flat = new Float32Array(parameters.reduce((sum, { size }) => sum + size, 0));
  for (const { name, offset, size, init } of parameters) {
    const part = flat.subarray(offset, offset + size);
    switch (init.kind) {
      case 'constant':
        part.fill(init.value);
        break;
      case 'uniform': {
        const stream = rng.fork(name);
        for (let i = 0; i < size; i++) part[i] = init.bound * (2 * stream.uniform() - 1);
        break;
      }
    }
  }
  return flat;
}
