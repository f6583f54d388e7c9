/** How the first value of each element of a parameter is drawn. */
export type Initialisation =
  | { readonly kind: 'uniform' /** Drawn from [−bound, bound). */; readonly bound: number }
  | { readonly kind: 'constant'; readonly value: number };

/** One named tensor inside the flat parameter vector. */
export interface ParameterSpec {
  /** PyTorch's name, e.g. `resnet.conv.conv.weight`. */
  readonly name: string;
  /** PyTorch's shape, e.g. [Co, Ci, K] for a convolution. */
  readonly shape: readonly number[];
  /** Index of the first element in the flat vector. */
  readonly offset: number;
  /** Number of elements. */
  readonly size: number;
  /** How the flat vector stores it: as PyTorch does, or a convolution's weight as [Co, K, Ci]. */
  readonly layout: 'as-is' | 'conv';
  readonly init: Initialisation;
}

/** One dropout mask that the graph takes as an input: float32 [B·rows, channels], 1 keeps, 0 drops. */
export interface DropoutSpec {
  readonly input: string;
  /** Rows per sample. */
  readonly rows: number;
  readonly channels: number;
  /** Probability of a 0. */
  readonly p: number;
}

/** A network as one ONNX graph that takes its parameters as the input `params`. */
export interface NetworkGraph {
  /** The serialised ONNX model. */
  readonly bytes: Uint8Array;
  readonly parameters: readonly ParameterSpec[];
  readonly parameterCount: number;
  readonly dropouts: readonly DropoutSpec[];
}

/**
 * A network with its loss and its gradient as one ONNX graph, for any batch size B.
 *
 * Inputs: `params` float32 [parameterCount]; `x` float32 [B, inputLength]; `target` float32
 * [B, classes], rows that sum to 1; `weight` float32 [], which multiplies loss and gradient
 * (1 / full batch); and one mask for each of `dropouts`.
 *
 * Outputs: `grad` float32 [parameterCount]; `loss` float32 [], the sum over rows of the cross
 * entropy, times `weight`; `logits` float32 [B, classes].
 */
export interface GradientGraph extends NetworkGraph {
  readonly inputLength: number;
  readonly classes: number;
}
