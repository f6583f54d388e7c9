import {
  type GradientGraph,
  GraphBuilder,
  InferenceWriter,
  type ParameterSpec,
  softmaxCrossEntropy,
  Tape,
} from '../nn/index.ts';
import { resnet } from './resnetLayers.ts';
import { type ResNetOptions, resolveResNetOptions } from './resnetOptions.ts';

/**
 * The network with its loss and gradient as one ONNX graph, for training.
 *
 * @param graph where to write it
 */
export function resnetGradientGraph(
  options: ResNetOptions,
  graph = new GraphBuilder(),
): GradientGraph {
  const { tape, logits, inputLength, classes } = recordForward(options, graph);
  const target = graph.input('target', 'float32', ['B', classes]);
  const weight = graph.input('weight', 'float32', []);
  const loss = softmaxCrossEntropy(tape, logits, target, weight);
  tape.backward();

  const { parameters, parameterCount, dropouts } = tape;
  graph.output('grad', 'float32', [parameterCount], tape.parameterGradient());
  graph.output('loss', 'float32', [], loss);
  graph.output('logits', 'float32', ['B', classes], logits.name);
  return { bytes: graph.build(), parameters, parameterCount, dropouts, inputLength, classes };
}

/** Names, shapes and places of the network's parameters, without the cost of its gradient. */
export const resnetParameters = (options: ResNetOptions): readonly ParameterSpec[] =>
  recordForward(options, new GraphBuilder()).tape.parameters;

/** Emits the network up to its logits, with parameters as an input. */
function recordForward(options: ResNetOptions, graph: GraphBuilder) {
  const resolved = resolveResNetOptions(options);
  const { inputLength, classes } = resolved;
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const rows = graph.reshape(graph.input('x', 'float32', ['B', inputLength]), [-1, 1]);
  const x = { name: rows, length: inputLength, channels: 1, scale: 1, tracked: false };
  return { tape, logits: resnet(tape, x, resolved), inputLength, classes };
}

/** A network for inference: `x` float32 [B, inputLength] in, `logits` float32 [B, classes] out. */
export interface ForwardGraph {
  /** The serialised ONNX model; its initializers have PyTorch's names and shapes. */
  readonly bytes: Uint8Array;
  readonly parameters: readonly ParameterSpec[];
}

/**
 * The network with its parameters written in, a standard ONNX graph for any runtime.
 *
 * @param values the flat parameter vector
 * @param keepDropout writes Dropout nodes, for programs that train the graph
 * @throws RangeError when `values` has not as many elements as the network.
 */
export function resnetForwardGraph(
  options: ResNetOptions,
  values: Float32Array,
  keepDropout = false,
): ForwardGraph {
  const resolved = resolveResNetOptions(options);
  const { inputLength, classes } = resolved;
  const graph = new GraphBuilder();
  const writer = new InferenceWriter(graph, values, undefined, { keepDropout });
  const pattern = graph.input('x', 'float32', ['B', inputLength]);
  const name = graph.reshape(pattern, [-1, 1, inputLength]);
  const x = { name, length: inputLength, channels: 1, channelsLast: false };

  const logits = resnet(writer, x, resolved);
  writer.checkSizes();
  graph.output('logits', 'float32', ['B', classes], logits.name);
  return { bytes: graph.build(), parameters: writer.parameters };
}
