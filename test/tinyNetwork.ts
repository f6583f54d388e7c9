import {
  type GradientGraph,
  GraphBuilder,
  softmaxCrossEntropy,
  Tape,
  trainingLayers,
} from '../src/nn/index.ts';
import type { Rng } from '../src/random/index.ts';

export interface TinyNetwork {
  /** @default 0 */
  readonly dropout?: number;
  /** Leaves out what is not linear, so that expectations pass through. @default false */
  readonly linear?: boolean;
}

export const TINY_POINTS = 24;
export const TINY_CLASSES = 3;

/** Convolution, dropout, layer norm, GELU, maximum, linear: 114 parameters, to test what runs it. */
export function tinyGradientGraph({
  dropout = 0,
  linear = false,
}: TinyNetwork = {}): GradientGraph {
  const graph = new GraphBuilder();
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const layers = trainingLayers(tape, dropout);
  const rows = graph.reshape(graph.input('x', 'float32', ['B', TINY_POINTS]), [-1, 1]);
  const x = { name: rows, length: TINY_POINTS, channels: 1, scale: 1, tracked: false };
  const target = graph.input('target', 'float32', ['B', TINY_CLASSES]);
  const weight = graph.input('weight', 'float32', []);

  // The linear one sees the whole pattern at once, so that no maximum is needed.
  const kernel = linear ? TINY_POINTS : 5;
  const h = layers.dropout(
    layers.conv1d(x, 'conv', { channels: 8, kernel, stride: 1, padding: 0 }),
  );
  const activated = linear ? h : layers.gelu(layers.layerNorm(h, 'norm'));
  const logits = layers.linear(layers.globalMaxPool(activated), 'head', TINY_CLASSES);
  const loss = softmaxCrossEntropy(tape, logits, target, weight);
  tape.backward();

  const { parameters, parameterCount } = tape;
  graph.output('grad', 'float32', [parameterCount], tape.parameterGradient());
  graph.output('loss', 'float32', [], loss);
  graph.output('logits', 'float32', ['B', TINY_CLASSES], logits.name);
  const common = { parameters, parameterCount, dropouts: layers.dropouts };
  return { ...common, bytes: graph.build(), inputLength: TINY_POINTS, classes: TINY_CLASSES };
}

/** Patterns of normal numbers and one-hot targets. */
export function tinyBatch(rows: number, rng: Rng) {
  const x = Float32Array.from({ length: rows * TINY_POINTS }, () => rng.normal());
  const target = new Float32Array(rows * TINY_CLASSES);
  for (let row = 0; row < rows; row++) target[row * TINY_CLASSES + rng.integer(TINY_CLASSES)] = 1;
  return { x, target };
}
