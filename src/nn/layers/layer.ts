import type { InferenceWriter, Signal } from '../inferenceWriter.ts';
import type { Tape, Value } from '../tape.ts';

/** How many values a layer takes. */
export type Arity = 1 | 2;

/** The inputs of a layer of N inputs, as values V of any kind. */
export type Inputs<N extends Arity, V> = N extends 1 ? [x: V] : [a: V, b: V];

/**
 * A layer in both its forms. A network is described once, as layers applied to values
 * ({@link Network}), and written for training or for inference from the same description.
 */
export interface Layer<N extends Arity = 1> {
  /** Emits the forward nodes and records the rule for the gradient. */
  train(tape: Tape, ...inputs: Inputs<N, Value>): Value;
  /** Emits ONNX's own operators, with the parameters written in. */
  infer(writer: InferenceWriter, ...inputs: Inputs<N, Signal>): Signal;
}

/** What a network is described on: a {@link Tape} or an {@link InferenceWriter}. */
export interface Network<V> {
  apply<N extends Arity>(layer: Layer<N>, ...inputs: Inputs<N, V>): V;
}
