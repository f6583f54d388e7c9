import {
  GraphBuilder,
  InferenceWriter,
  type Layer,
  type Network,
  Tape,
  type Value,
} from '../src/nn/index.ts';
import { createRng, type Rng } from '../src/random/index.ts';
import { Float64Graph } from './float64Graph.ts';
import { l2, relativeDifference } from './goldenNetwork.ts';
import { type GraphInput, openGraph } from './runGraph.ts';

export interface GradientCheck {
  /** The layer under test. */
  readonly layer: Layer;
  /** Shape of its input: samples, positions, channels. */
  readonly shape: readonly [number, number, number];
  /** Scale that the input leaves pending. @default 1 */
  readonly scale?: number;
  /** Further inputs of the graph, e.g. masks. */
  readonly inputs?: Readonly<Record<string, GraphInput>>;
  /** @default 1 */
  readonly seed?: number;
}

/** Several layers as one, written for either form. */
export const layerOf = (describe: <V>(net: Network<V>, x: V) => V): Layer => ({
  train: describe,
  infer: describe,
});

const STEP = 1e-5;

/**
 * Relative L2 difference between the gradient of Σ r·y that a layer's rule gives, r being random,
 * and central finite differences, for its input and its parameters; in float64, where a right rule
 * gives about 1e-10.
 */
export async function gradientError(check: GradientCheck): Promise<number> {
  const { shape, seed = 1, inputs = {} } = check;
  const { bytes, parameterCount, outputSize } = writeCheck(check, new Float64Graph());
  const run = await openGraph(bytes, true);
  const rng = createRng(seed);
  const [samples, length, channels] = shape;
  const x = normals(rng, samples * length * channels);
  const params = normals(rng, Math.max(parameterCount, 1));
  const r = normals(rng, samples * outputSize);
  const evaluate = () =>
    run({
      ...inputs,
      x: [x, [samples * length, channels]],
      params: [params, [params.length]],
      r: [r, [samples, outputSize]],
    });
  const loss = async () => (await evaluate()).loss![0]!;
  const { dx, dparams } = await evaluate();
  const errors = [relativeDifference(dx!, await finiteDifferences(x, loss))];
  if (parameterCount > 0) {
    errors.push(relativeDifference(dparams!, await finiteDifferences(params, loss)));
  }
  return Math.max(...errors);
}

/** The true value of a layer's output on given numbers, in float64. */
export async function layerOutput(
  check: GradientCheck,
  x: readonly number[],
  params: readonly number[] = [0],
) {
  const { bytes, outputSize } = writeCheck(check, new Float64Graph());
  const [samples, length, channels] = check.shape;
  const run = await openGraph(bytes, true);
  return run({
    ...check.inputs,
    x: [Float64Array.from(x), [samples * length, channels]],
    params: [Float64Array.from(params), [params.length]],
    r: [new Float64Array(samples * outputSize).fill(1), [samples, outputSize]],
  });
}

/**
 * Largest difference between the output of a layer's inference form, in float32, and that of its
 * training form, on random numbers; with the statistics of the batch as running ones.
 */
export async function formsDifference(check: GradientCheck): Promise<number> {
  const { layer, shape, seed = 1 } = check;
  const [samples, length, channels] = shape;
  const { bytes, parameterCount, outputSize } = writeCheck(check, new GraphBuilder());
  const rng = createRng(seed);
  const x = Float32Array.from(normals(rng, samples * length * channels));
  const params = Float32Array.from(normals(rng, Math.max(parameterCount, 1)));
  const trained = await (await openGraph(bytes))({
    ...check.inputs,
    x: [x, [samples * length, channels]],
    params: [params, [params.length]],
    r: [new Float32Array(samples * outputSize), [samples, outputSize]],
  });
  const graph = new GraphBuilder();
  const used = params.subarray(0, parameterCount);
  const writer = new InferenceWriter(graph, used, trained.statistics as Float32Array | undefined);
  const name = graph.input('x', 'float32', ['B', length, channels]);
  const y = writer.apply(layer, { name, length, channels, channelsLast: true });
  writer.checkSizes();
  const { name: output } = y.length === 1 ? y : writer.oriented(y, true);
  graph.output(
    'y',
    'float32',
    ['B', y.length, y.channels],
    graph.reshape(output, [-1, y.length, y.channels]),
  );
  const inferred = await (await openGraph(graph.build()))({ x: [x, [samples, length, channels]] });
  return Math.max(...inferred.y!.map((value, i) => Math.abs(value - trained.y![i]!)));
}

/** Graph with loss = Σ r·y, its gradients `dx` and `dparams`, and the true output `y`. */
function writeCheck({ layer, shape, scale = 1 }: GradientCheck, graph: GraphBuilder) {
  const [, length, channels] = shape;
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const name = graph.input('x', 'float32', ['R', channels]);
  const x: Value = { name, length, channels, scale, tracked: true };
  const y = tape.apply(layer, x);
  const outputSize = y.length * y.channels;
  const r = graph.reshape(graph.input('r', 'float32', ['B', outputSize]), [-1, y.channels]);
  const trueOutput = graph.scale(y.name, y.scale);
  const loss = graph.node('ReduceSum', [graph.multiply(trueOutput, r)], { keepdims: 0 });
  tape.addGradient(y, graph.scale(r, y.scale));
  tape.backward();
  graph.output('loss', 'float32', [], loss);
  graph.output('y', 'float32', ['Q', y.channels], trueOutput);
  graph.output('dx', 'float32', ['R', channels], tape.gradient(x));
  const { parameterCount } = tape;
  if (parameterCount > 0) {
    graph.output('dparams', 'float32', [parameterCount], tape.parameterGradient());
  }
  if (tape.statisticCount > 0) {
    graph.output('statistics', 'float32', [tape.statisticCount], tape.statisticVector());
  }
  return { bytes: graph.build(), parameterCount, outputSize };
}

/** dLoss/d(each element of `at`); steps in place and steps back. */
async function finiteDifferences(at: Float64Array, loss: () => Promise<number>) {
  const gradient = new Float64Array(at.length);
  for (let i = 0; i < at.length; i++) {
    const centre = at[i]!;
    at[i] = centre + STEP;
    const above = await loss();
    at[i] = centre - STEP;
    gradient[i] = (above - (await loss())) / (2 * STEP);
    at[i] = centre;
  }
  if (l2(gradient) === 0) throw new RangeError('the check has a zero gradient and shows nothing');
  return gradient;
}

const normals = (rng: Rng, n: number) => Float64Array.from({ length: n }, () => rng.normal());
