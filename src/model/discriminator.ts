import {
  adversarialLoss,
  type GradientGraph,
  GraphBuilder,
  InferenceWriter,
  linear,
  logSumExp,
  type Network,
  type ParameterSpec,
  softmaxCrossEntropyOfRows,
  Tape,
} from '../nn/index.ts';
import type { DiscriminatorOptions } from './discriminatorOptions.ts';
import type { ForwardGraph } from './resnet.ts';
import { resnetFeatures } from './resnetLayers.ts';
import { type ResolvedResNetOptions, resolveResNetOptions } from './resnetOptions.ts';

// B batch, L points, K classes, N parameters

/** A {@link GradientGraph} with the inputs and outputs of the function that made it. */
export type DiscriminatorGraph = GradientGraph;

/**
 * Classes and adversarial logit with the gradient of all parameters, for a step of the
 * discriminator.
 *
 * Inputs: `params` [N]; `x` [B, L]; `target` [B, K], rows that sum to 1, or are 0 where there is no
 * label; `adversarialTarget` [B, 1], 1 for real and 0 for generated; `rowWeights` [B, 2], the weight
 * of each row's cross entropy and of its adversarial loss; and the dropout masks.
 *
 * Outputs: `grad` [N]; `logits` [B, K]; `adversarialLogit` [B, 1]; `losses` [B, 2], cross entropy and
 * adversarial loss of each row, not weighted.
 *
 * @param graph where to write it
 */
export function discriminatorGradientGraph(
  options: DiscriminatorOptions,
  graph = new GraphBuilder(),
): DiscriminatorGraph {
  const recorded = recordDiscriminator(options, graph, false);
  const { tape, logits, adversarialLogit, rowWeights, inputLength, classes } = recorded;
  const target = graph.input('target', 'float32', ['B', classes]);
  const entropy = softmaxCrossEntropyOfRows(tape, logits, target, columnOf(graph, rowWeights, 0));
  const adversarial = recordAdversarialLoss(recorded);
  tape.backward();

  const { parameters, parameterCount, dropouts } = tape;
  graph.output('grad', 'float32', [parameterCount], tape.parameterGradient());
  graph.output('logits', 'float32', ['B', classes], logits.name);
  graph.output('adversarialLogit', 'float32', ['B', 1], adversarialLogit.name);
  const losses = graph.node('Concat', [entropy, adversarial], { axis: 1 });
  graph.output('losses', 'float32', ['B', 2], losses);
  return { bytes: graph.build(), parameters, parameterCount, dropouts, inputLength, classes };
}

/**
 * The adversarial loss with its gradient for the patterns, for a step of the generator. No gradient
 * of a parameter is computed.
 *
 * Inputs as of {@link discriminatorGradientGraph}, without `target`; of `rowWeights` the second
 * column counts.
 *
 * Outputs: `inputGradient` [B, L], of the weighted loss; `adversarialLogit` [B, 1]; `losses` [B, 1],
 * not weighted.
 *
 * @param graph where to write it
 */
export function criticGraph(
  options: DiscriminatorOptions,
  graph = new GraphBuilder(),
): DiscriminatorGraph {
  const recorded = recordDiscriminator(options, graph, true);
  const { tape, x, adversarialLogit, inputLength, classes } = recorded;
  const losses = recordAdversarialLoss(recorded);
  tape.backward();

  const { parameters, parameterCount, dropouts } = tape;
  const inputGradient = graph.reshape(tape.gradient(x), [-1, inputLength]);
  graph.output('inputGradient', 'float32', ['B', inputLength], inputGradient);
  graph.output('adversarialLogit', 'float32', ['B', 1], adversarialLogit.name);
  graph.output('losses', 'float32', ['B', 1], losses);
  return { bytes: graph.build(), parameters, parameterCount, dropouts, inputLength, classes };
}

/**
 * The discriminator with its parameters and Dropout nodes written in, a standard ONNX graph for
 * programs that train it: `x` [B, L] in, `logits` [B, K] and `adversarialLogit` [B, 1] out.
 *
 * @param values the flat parameter vector
 * @throws RangeError when `values` has not as many elements as the network.
 */
export function discriminatorForwardGraph(
  { adversarialHead, ...options }: DiscriminatorOptions,
  values: Float32Array,
): ForwardGraph {
  const resolved = resolveResNetOptions(options);
  const { inputLength, classes } = resolved;
  const graph = new GraphBuilder();
  const writer = new InferenceWriter(graph, values, undefined, { keepDropout: true });
  const name = graph.reshape(graph.input('x', 'float32', ['B', inputLength]), [-1, 1, inputLength]);
  const x = { name, length: inputLength, channels: 1, channelsLast: false };
  const { logits, adversarialLogit } = discriminator(writer, x, adversarialHead, resolved);
  writer.checkSizes();
  graph.output('logits', 'float32', ['B', classes], logits.name);
  graph.output('adversarialLogit', 'float32', ['B', 1], adversarialLogit.name);
  return { bytes: graph.build(), parameters: writer.parameters };
}

/** Names, shapes and places of the discriminator's parameters. */
export const discriminatorParameters = (options: DiscriminatorOptions): readonly ParameterSpec[] =>
  recordDiscriminator(options, new GraphBuilder(), false).tape.parameters;

/** The network: a pattern of one channel → class logits and adversarial logit. */
function discriminator<V>(
  net: Network<V>,
  x: V,
  head: DiscriminatorOptions['adversarialHead'],
  options: ResolvedResNetOptions,
): { readonly logits: V; readonly adversarialLogit: V } {
  const features = resnetFeatures(net, x, options);
  const logits = net.apply(linear('classifier', options.classes), features);
  switch (head) {
    case 'classes':
      return { logits, adversarialLogit: net.apply(logSumExp, logits) };
    case 'separate':
      return { logits, adversarialLogit: net.apply(linear('adv', 1), features) };
  }
}

/** Emits the forward part. `tracked`: whether the gradient for the patterns is wanted. */
function recordDiscriminator(
  { adversarialHead, ...options }: DiscriminatorOptions,
  graph: GraphBuilder,
  tracked: boolean,
) {
  const resolved = resolveResNetOptions(options);
  const { inputLength, classes } = resolved;
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const rows = graph.reshape(graph.input('x', 'float32', ['B', inputLength]), [-1, 1]);
  const x = { name: rows, length: inputLength, channels: 1, scale: 1, tracked };
  const outputs = discriminator(tape, x, adversarialHead, resolved);
  const rowWeights = graph.input('rowWeights', 'float32', ['B', 2]);
  return { tape, x, ...outputs, rowWeights, inputLength, classes };
}

function recordAdversarialLoss({
  tape,
  adversarialLogit,
  rowWeights,
}: ReturnType<typeof recordDiscriminator>): string {
  const target = tape.graph.input('adversarialTarget', 'float32', ['B', 1]);
  return adversarialLoss(tape, adversarialLogit, target, columnOf(tape.graph, rowWeights, 1));
}

/** One column of a matrix, [B, 2] → [B, 1]. */
const columnOf = (graph: GraphBuilder, matrix: string, column: number): string =>
  graph.node('Gather', [matrix, graph.integers([column])], { axis: 1 });
