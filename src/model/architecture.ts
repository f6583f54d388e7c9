import type { GradientGraph, ParameterSpec } from '../nn/index.ts';
import type { ModelCard } from './card.ts';
import { resnetForwardGraph, resnetGradientGraph, resnetParameters } from './resnet.ts';

/** A network as a value: what a card stores and every graph is built from. */
export type Architecture = ModelCard['architecture'];

/** The network with loss and gradient, for training. */
export const gradientGraph = (architecture: Architecture, dropout: number): GradientGraph =>
  resnetGradientGraph({ ...architecture, dropout });

/** The network with its weights as a standard ONNX file: `x` [B, points] in, `logits` [B, classes] out. */
export const forwardGraph = (architecture: Architecture, parameters: Float32Array): Uint8Array =>
  resnetForwardGraph(architecture, parameters).bytes;

/** The same with its Dropout nodes, for programs that train it. */
export const trainableGraph = (
  architecture: Architecture,
  parameters: Float32Array,
  dropout: number,
): Uint8Array => resnetForwardGraph({ ...architecture, dropout }, parameters, true).bytes;

/** Names, shapes and places of the parameters. */
export const parametersOf = (architecture: Architecture): readonly ParameterSpec[] =>
  resnetParameters(architecture);

/** The classifier among the parameters of a discriminator, whose own head comes last. */
export const classifierPart = (
  architecture: Architecture,
  parameters: Float32Array,
): Float32Array => {
  const count = parametersOf(architecture).reduce((sum, { size }) => sum + size, 0);
  return parameters.subarray(0, count);
};
