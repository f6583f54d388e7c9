import { Tape } from '../src/nn/index.ts';
import { Float64Graph } from './float64Graph.ts';
import { relativeDifference } from './goldenNetwork.ts';
import { openGraph } from './runGraph.ts';

type RowLoss = (
  tape: Tape,
  logits: Parameters<Tape['gradient']>[0],
  target: string,
  weights: string,
) => string;

type Run = (
  l: readonly number[],
  target: readonly number[],
  weights: readonly number[],
) => Promise<Readonly<Record<string, Float32Array | Float64Array>>>;

/**
 * Opens a loss of rows [B, K] in float64. It gives the `losses` of the rows and `dl`, the gradient
 * of their weighted sum for the tensor, which is the true value over `scale`.
 */
export async function openRowLoss(loss: RowLoss, channels: number, scale: number): Promise<Run> {
  const graph = new Float64Graph();
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const name = graph.input('l', 'float32', ['B', channels]);
  const logits = { name, length: 1, channels, scale, tracked: true };
  const target = graph.input('target', 'float32', ['B', channels]);
  const weights = graph.input('weights', 'float32', ['B', 1]);
  graph.output('losses', 'float32', ['B', 1], loss(tape, logits, target, weights));
  graph.output('dl', 'float32', ['B', channels], tape.gradient(logits));
  const run = await openGraph(graph.build(), true);
  return (l, targets, rowWeights) => {
    const shape = [rowWeights.length, channels];
    return run({
      params: [new Float64Array(1), [1]],
      l: [Float64Array.from(l), shape],
      target: [Float64Array.from(targets), shape],
      weights: [Float64Array.from(rowWeights), [rowWeights.length, 1]],
    });
  };
}

/** Relative difference between `dl` and central finite differences of the weighted sum of losses. */
export async function rowLossGradientError(
  run: Run,
  l: readonly number[],
  target: readonly number[],
  weights: readonly number[],
): Promise<number> {
  const step = 1e-5;
  const weightedLoss = async (i: number, change: number) => {
    const moved = l.map((value, j) => (j === i ? value + change : value));
    const { losses } = await run(moved, target, weights);
    return weights.reduce((sum, weight, row) => sum + weight * losses![row]!, 0);
  };
  const slopes = await Promise.all(
    l.map(async (_, i) => {
      return ((await weightedLoss(i, step)) - (await weightedLoss(i, -step))) / (2 * step);
    }),
  );
  return relativeDifference((await run(l, target, weights)).dl!, slopes);
}
