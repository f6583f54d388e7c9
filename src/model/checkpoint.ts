import type { ParameterSpec } from '../nn/index.ts';
import { type Architecture, parametersOf } from './architecture.ts';
import type { ModelCard } from './card.ts';
import { fromTorchLayout, toTorchLayout } from './layout.ts';
import { decodeSafetensors, encodeSafetensors, type TensorType } from './safetensors.ts';

/** A trained network: all that evaluation and prediction need. */
export interface Checkpoint {
  readonly card: ModelCard;
  /** Flat, in the layout of the graphs. */
  readonly parameters: Float32Array;
}

/** Weights as safetensors, under the names and in the shapes of the paper's PyTorch code. */
export function encodeWeights(
  architecture: Architecture,
  parameters: Float32Array,
  dtype: TensorType,
): Uint8Array {
  const specs = parametersOf(architecture);
  const torch = toTorchLayout(parameters, specs);
  const tensors = specs.map(({ name, shape, offset, size }) => ({
    name,
    shape,
    data: torch.slice(offset, offset + size),
  }));
  return encodeSafetensors(tensors, dtype);
}

/**
 * The flat parameters of an architecture, out of a safetensors file.
 *
 * @throws RangeError when a tensor is missing or has another shape.
 */
export function decodeWeights(architecture: Architecture, file: Uint8Array): Float32Array {
  return collect(parametersOf(architecture), file, () => false);
}

/**
 * Weights for a new task: everything but the last layer comes from `file`, the last layer from
 * `initial`.
 *
 * @throws RangeError when the trunks differ.
 */
export function transferWeights(
  architecture: Architecture,
  file: Uint8Array,
  initial: Float32Array,
): Float32Array {
  const isHead = (name: string) => name.startsWith('classifier.');
  const specs = parametersOf(architecture);
  const parameters = collect(specs, file, isHead);
  for (const { name, offset, size } of specs) {
    if (isHead(name)) parameters.set(initial.subarray(offset, offset + size), offset);
  }
  return parameters;
}

function collect(
  specs: readonly ParameterSpec[],
  file: Uint8Array,
  skip: (name: string) => boolean,
): Float32Array {
  const { tensors } = decodeSafetensors(file);
  const torch = new Float32Array(specs.reduce((sum, { size }) => sum + size, 0));
  for (const { name, shape, offset } of specs) {
    if (skip(name)) continue;
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new RangeError(`the weights have no tensor ${name}`);
    if (tensor.shape.join() !== shape.join()) {
      throw new RangeError(
        `tensor ${name} has shape ${tensor.shape.join(' × ')}, ` +
          `this architecture needs ${shape.join(' × ')}`,
      );
    }
    torch.set(tensor.data, offset);
  }
  return fromTorchLayout(torch, specs);
}
