/**
 * Room: layers in, one ONNX graph with forward pass, loss and gradient out.
 *
 * A network is described once, by applying layers to values. On a `Tape` each emits its forward
 * nodes and a rule for its gradient; on an `InferenceWriter`, ONNX's own operators. Activations of
 * a tape are channels-last matrices [B·L, C]; convolution weights are stored
 * [Co, K, Ci]; all parameters form one flat vector, and so do their gradients.
 * Nothing here knows crystals. Only this room names a tensor engine.
 */
export { type AdamOptions, type AdamState, adamStep, newAdamState } from './adam.ts';
export {
  AdversarialEngine,
  type AdversarialEngineOptions,
  type AdversarialScore,
} from './engine/adversarialEngine.ts';
export type { AdversarialGraphs, GeneratorNetwork } from './engine/adversarialTasks.ts';
export { checkProvider } from './engine/checkProvider.ts';
export { type Classifier, openClassifier } from './engine/classifier.ts';
export { type Forward, type ForwardOptions, openForward } from './engine/forward.ts';
export { GradientEngine, type GradientEngineOptions } from './engine/gradientEngine.ts';
export {
  GraphPool,
  type GraphPoolOptions,
  type GraphTask,
  type Part,
  type PoolGraph,
} from './engine/graphPool.ts';
export { type ClassifierShape, openParallelClassifier } from './engine/parallelClassifier.ts';
export { type CutOptions, type Provider, ProviderError } from './engine/provider.ts';
export { workerUrl } from './engine/workerUrl.ts';
export type {
  DropoutSpec,
  GradientGraph,
  Initialisation,
  NetworkGraph,
  ParameterSpec,
} from './gradientGraph.ts';
export { InferenceWriter, type Signal } from './inferenceWriter.ts';
export { adaptiveMaxPool1d } from './layers/adaptiveMaxPool1d.ts';
export { add } from './layers/add.ts';
export { type BatchNormOptions, batchNorm } from './layers/batchNorm.ts';
export { type Conv1dOptions, conv1d } from './layers/conv1d.ts';
export { type ConvTranspose1dOptions, convTranspose1d } from './layers/convTranspose1d.ts';
export { dropout } from './layers/dropout.ts';
export { gelu } from './layers/gelu.ts';
export { globalMaxPool } from './layers/globalMaxPool.ts';
export { globalMeanPool } from './layers/globalMeanPool.ts';
export type { Arity, Inputs, Layer, Network } from './layers/layer.ts';
export { type LayerNormOptions, layerNorm } from './layers/layerNorm.ts';
export { leakyRelu } from './layers/leakyRelu.ts';
export { linear } from './layers/linear.ts';
export { logSumExp } from './layers/logSumExp.ts';
export { maxPool1d } from './layers/maxPool1d.ts';
export { sigmoid } from './layers/sigmoid.ts';
export type { Window } from './layers/window.ts';
export { storedFromTorch, torchFromStored } from './layout.ts';
export { adversarialLoss } from './losses/adversarialLoss.ts';
export { softmaxCrossEntropy, softmaxCrossEntropyOfRows } from './losses/softmaxCrossEntropy.ts';
export { GraphBuilder } from './onnx/graphBuilder.ts';
export { withProperties } from './onnx/properties.ts';
export type { ParameterDeclaration } from './parameters.ts';
export { Tape, type Value } from './tape.ts';
