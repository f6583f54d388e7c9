import {
  batchNorm,
  convTranspose1d,
  GraphBuilder,
  InferenceWriter,
  leakyRelu,
  type Network,
  type NetworkGraph,
  type ParameterSpec,
  sigmoid,
  Tape,
} from '../nn/index.ts';
import {
  type GeneratorLayer,
  type GeneratorOptions,
  generatedLength,
  resolveGeneratorOptions,
} from './generatorOptions.ts';
import type { ForwardGraph } from './resnet.ts';

// B batch, Z latent numbers, L points, N parameters, M statistics

const SLOPE = 0.2;
const EPSILON = 1e-4;

/** The generator as one ONNX graph that takes its parameters as the input `params`. */
export interface GeneratorGraph extends NetworkGraph {
  /** Mean and variance of each batch norm, in the order of the flat vector of statistics. */
  readonly statistics: readonly ParameterSpec[];
  readonly statisticCount: number;
  readonly latent: number;
  readonly outputLength: number;
}

/**
 * Draws patterns as in training, with the statistics of the batch.
 *
 * Inputs: `params` [N], `z` [B, Z]. Outputs: `patterns` [B, L], between 0 and 1; `statistics` [M],
 * mean and unbiased variance of each batch norm, layer by layer.
 *
 * @param graph where to write it
 */
export function generatorSampleGraph(
  options: GeneratorOptions,
  graph = new GraphBuilder(),
): GeneratorGraph {
  const { tape, patterns, result } = recordGenerator(options, graph);
  const { statisticCount, outputLength } = result;
  const rows = graph.reshape(patterns.name, [-1, outputLength]);
  graph.output('patterns', 'float32', ['B', outputLength], rows);
  graph.output('statistics', 'float32', [statisticCount], tape.statisticVector());
  return { ...result, bytes: graph.build() };
}

/**
 * Carries the gradient for generated patterns on to the parameters; the patterns are computed again
 * from `z`.
 *
 * Inputs: `params` [N], `z` [B, Z], `patternGradient` [B, L]. Output: `grad` [N].
 *
 * @param graph where to write it
 */
export function generatorGradientGraph(
  options: GeneratorOptions,
  graph = new GraphBuilder(),
): GeneratorGraph {
  const { tape, patterns, result } = recordGenerator(options, graph);
  const { parameterCount, outputLength } = result;
  const gradient = graph.input('patternGradient', 'float32', ['B', outputLength]);
  tape.addGradient(patterns, graph.reshape(gradient, [-1, 1]));
  tape.backward();
  graph.output('grad', 'float32', [parameterCount], tape.parameterGradient());
  return { ...result, bytes: graph.build() };
}

/**
 * The generator with parameters and running statistics written in, a standard ONNX graph for any
 * runtime: `z` [B, Z] in, `patterns` [B, L] out.
 *
 * @param parameters flat
 * @param runningStatistics flat
 * @throws RangeError when a vector has not as many elements as the network.
 */
export function generatorForwardGraph(
  options: GeneratorOptions,
  parameters: Float32Array,
  runningStatistics: Float32Array,
): ForwardGraph {
  const { latent, layers } = resolveGeneratorOptions(options);
  const graph = new GraphBuilder();
  const writer = new InferenceWriter(graph, parameters, runningStatistics);
  const name = graph.reshape(graph.input('z', 'float32', ['B', latent]), [-1, 1, latent]);
  const z = { name, length: latent, channels: 1, channelsLast: false };
  const patterns = generator(writer, z, layers);
  writer.checkSizes();
  const { length } = patterns;
  graph.output('patterns', 'float32', ['B', length], graph.reshape(patterns.name, [-1, length]));
  return { bytes: graph.build(), parameters: writer.parameters };
}

/** Names, shapes and places of parameters and running statistics. */
export function generatorParameters(options: GeneratorOptions): {
  readonly parameters: readonly ParameterSpec[];
  readonly statistics: readonly ParameterSpec[];
} {
  const { parameters, statistics } = recordGenerator(options, new GraphBuilder()).result;
  return { parameters, statistics };
}

/** The network, under PyTorch's names: three places of `main` for each layer. */
function generator<V>(net: Network<V>, z: V, layers: readonly GeneratorLayer[]): V {
  const last = layers.length - 1;
  return layers.reduce((x, layer, i) => {
    const y = net.apply(convTranspose1d(`main.${3 * i}`, layer), x);
    if (i === last) return net.apply(sigmoid, y);
    const norm = batchNorm(`main.${3 * i + 2}`, { epsilon: EPSILON });
    return net.apply(norm, net.apply(leakyRelu(SLOPE), y));
  }, z);
}

/** Emits the forward part. */
function recordGenerator(options: GeneratorOptions, graph: GraphBuilder) {
  const { latent, layers } = resolveGeneratorOptions(options);
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const rows = graph.reshape(graph.input('z', 'float32', ['B', latent]), [-1, 1]);
  const z = { name: rows, length: latent, channels: 1, scale: 1, tracked: false };
  const patterns = generator(tape, z, layers);
  const { parameters, parameterCount, dropouts, statistics, statisticCount } = tape;
  const outputLength = generatedLength(options);
  const sizes = { latent, outputLength, statisticCount };
  return { tape, patterns, result: { ...sizes, parameters, parameterCount, dropouts, statistics } };
}
