/** @file The golden generator at work, for tests of generator and discriminator. */
import { fromTorchLayout, generatorSampleGraph } from '../src/model/index.ts';
import { GraphBuilder } from '../src/nn/index.ts';
import { Float64Graph } from './float64Graph.ts';
import { GOLDEN_ROWS, goldenLatent, goldenParameters } from './goldenNetwork.ts';
import { openGraph } from './runGraph.ts';

export type Real = typeof Float32Array | typeof Float64Array;
export type Floats = Float32Array | Float64Array;

/** Patterns and batch statistics of the golden latent numbers, with batch norms in training mode. */
export async function generateGolden(precision: Real) {
  const builder = precision === Float64Array ? new Float64Graph() : new GraphBuilder();
  const graph = generatorSampleGraph({}, builder);
  const { parameters, parameterCount, latent, statistics } = graph;
  const run = await openGraph(graph.bytes, precision === Float64Array);
  const flat = fromTorchLayout(goldenParameters(parameters), parameters);
  const outputs = await run({
    params: [precision.from(flat), [parameterCount]],
    z: [precision.from(goldenLatent(latent)), [GOLDEN_ROWS, latent]],
  });
  return { patterns: outputs.patterns!, batchStatistics: outputs.statistics!, statistics };
}

export const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));
