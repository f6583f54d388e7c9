/**
 * Room: layers in, one ONNX graph with forward pass, loss and gradient out.
 *
 * A network is recorded on a `Tape`: each layer emits its forward nodes and a rule for its
 * gradient. Activations are channels-last matrices [B·L, C]; convolution weights are stored
 * [Co, K, Ci]; all parameters form one flat vector, and so do their gradients.
 * Nothing here knows crystals. Only this room names a tensor engine.
 */
export { type AdamOptions, type AdamState, adamStep, newAdamState } from './adam.ts';
export { type Classifier, type ClassifierOptions, openClassifier } from './engine/classifier.ts';
export { GradientEngine, type GradientEngineOptions } from './engine/gradientEngine.ts';
export { workerUrl } from './engine/workerUrl.ts';
export type {
  DropoutSpec,
  GradientGraph,
  Initialisation,
  ParameterSpec,
} from './gradientGraph.ts';
export { add } from './layers/add.ts';
export { type Conv1dOptions, conv1d } from './layers/conv1d.ts';
export { dropout } from './layers/dropout.ts';
export { gelu } from './layers/gelu.ts';
export { globalMaxPool } from './layers/globalMaxPool.ts';
export { inferenceLayers, type Signal } from './layers/inference.ts';
export { type LayerNormOptions, layerNorm } from './layers/layerNorm.ts';
export type { Layers } from './layers/layers.ts';
export { linear } from './layers/linear.ts';
export { maxPool1d } from './layers/maxPool1d.ts';
export { softmaxCrossEntropy } from './layers/softmaxCrossEntropy.ts';
export { type TrainingLayers, trainingLayers } from './layers/training.ts';
export type { Window } from './layers/window.ts';
export { storedFromTorch, torchFromStored } from './layout.ts';
export { GraphBuilder } from './onnx/graphBuilder.ts';
export { withProperties } from './onnx/properties.ts';
export { type ParameterDeclaration, ParameterTable } from './parameters.ts';
export { Tape, type Value } from './tape.ts';
