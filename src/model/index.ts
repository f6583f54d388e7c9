/**
 * Room: an architecture and its parameters in, graphs and checkpoints out.
 * Parameters are one flat float32 vector in the layout of the graphs; files hold them under the
 * names and in the shapes of the paper's PyTorch code.
 */
export {
  type Architecture,
  classifierPart,
  forwardGraph,
  gradientGraph,
  parametersOf,
  trainableGraph,
} from './architecture.ts';
export { CARD_VERSION, type ModelCard, parseCard } from './card.ts';
export { type Checkpoint, decodeWeights, encodeWeights, transferWeights } from './checkpoint.ts';
export {
  criticGraph,
  type DiscriminatorGraph,
  discriminatorForwardGraph,
  discriminatorGradientGraph,
  discriminatorParameters,
} from './discriminator.ts';
export type { AdversarialHead, DiscriminatorOptions } from './discriminatorOptions.ts';
export { exportModel } from './exportModel.ts';
export {
  type GeneratorGraph,
  generatorForwardGraph,
  generatorGradientGraph,
  generatorParameters,
  generatorSampleGraph,
} from './generator.ts';
export {
  type GeneratorLayer,
  type GeneratorOptions,
  generatedLength,
  generatorFor,
  PAPER_GENERATOR_LAYERS,
} from './generatorOptions.ts';
export { initialParameters } from './initialParameters.ts';
export { fromTorchLayout, toTorchLayout } from './layout.ts';
export { type ForwardGraph, resnetForwardGraph, resnetGradientGraph } from './resnet.ts';
export { PAPER_GROUPS, type ResNetGroup, type ResNetOptions } from './resnetOptions.ts';
export {
  decodeSafetensors,
  encodeSafetensors,
  type NamedTensor,
  type TensorType,
} from './safetensors.ts';
