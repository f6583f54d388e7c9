import {
  conv1d,
  dropout,
  type GradientGraph,
  GraphBuilder,
  gelu,
  globalMaxPool,
  layerNorm,
  linear,
  softmaxCrossEntropy,
  Tape,
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
  dropout: p = 0,
  linear: isLinear = false,
}: TinyNetwork = {}): GradientGraph {
  const graph = new GraphBuilder();
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const rows = graph.reshape(graph.input('x', 'float32', ['B', TINY_POINTS]), [-1, 1]);
  const x = { name: rows, length: TINY_POINTS, channels: 1, scale: 1, tracked: false };
  const target = graph.input('target', 'float32', ['B', TINY_CLASSES]);
  const weight = graph.input('weight', 'float32', []);

  // The linear one sees the whole pattern at once, so that no maximum is needed.
  const kernel = isLinear ? TINY_POINTS : 5;
  const h = tape.apply(dropout(p), tape.apply(conv1d('conv', { channels: 8, kernel }), x));
  const activated = isLinear ? h : tape.apply(gelu, tape.apply(layerNorm('norm'), h));
  const pooled = tape.apply(globalMaxPool, activated);
  const logits = tape.apply(linear('head', TINY_CLASSES), pooled);
  const loss = softmaxCrossEntropy(tape, logits, target, weight);
  tape.backward();

  const { parameters, parameterCount, dropouts } = tape;
  graph.output('grad', 'float32', [parameterCount], tape.parameterGradient());
  graph.output('loss', 'float32', [], loss);
  graph.output('logits', 'float32', ['B', TINY_CLASSES], logits.name);
  const common = { parameters, parameterCount, dropouts };
  return { ...common, bytes: graph.build(), inputLength: TINY_POINTS, classes: TINY_CLASSES };
}

/** Patterns of normal numbers and one-hot targets. */
export function tinyBatch(rows: number, rng: Rng) {
  const x = Float32Array.from({ length: rows * TINY_POINTS }, () => rng.normal());
  const target = new Float32Array(rows * TINY_CLASSES);
  for (let row = 0; row < rows; row++) target[row * TINY_CLASSES + rng.integer(TINY_CLASSES)] = 1;
  return { x, target };
}
