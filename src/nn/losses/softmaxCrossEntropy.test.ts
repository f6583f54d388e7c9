import { describe, expect, test } from 'vitest';
import { Float64Graph } from '../../../test/float64Graph.ts';
import { openRowLoss, rowLossGradientError } from '../../../test/rowLoss.ts';
import { openGraph } from '../../../test/runGraph.ts';
import { logSumExp } from '../../math/index.ts';
import { Tape } from '../tape.ts';
import { softmaxCrossEntropy, softmaxCrossEntropyOfRows } from './softmaxCrossEntropy.ts';

const WEIGHT = 0.25;
const SCALE = 1.5;

async function openLoss() {
  const graph = new Float64Graph();
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const name = graph.input('l', 'float32', ['B', 3]);
  const logits = { name, length: 1, channels: 3, scale: SCALE, tracked: true };
  const target = graph.input('target', 'float32', ['B', 3]);
  const weight = graph.input('weight', 'float32', []);
  graph.output('loss', 'float32', [], softmaxCrossEntropy(tape, logits, target, weight));
  graph.output('dl', 'float32', ['B', 3], tape.gradient(logits));
  const run = await openGraph(graph.build(), true);
  return (l: Float64Array, target: Float64Array) =>
    run({
      params: [new Float64Array(1), [1]],
      l: [l, [2, 3]],
      target: [target, [2, 3]],
      weight: [Float64Array.of(WEIGHT), []],
    });
}

// One-hot, and soft.
const target = Float64Array.of(0, 1, 0, 0.2, 0.3, 0.5);
const l = Float64Array.of(0.4, -1.1, 0.3, 2.2, -0.3, 0.9);

test('is the weighted cross entropy Σ t·(log Σ exp l − l)', async () => {
  const run = await openLoss();
  const { loss } = await run(l, target);
  const truth = l.map((value) => SCALE * value);
  const rows = [truth.subarray(0, 3), truth.subarray(3)];
  const expected = rows.flatMap((row, b) =>
    Array.from(row, (value, k) => target[3 * b + k]! * (logSumExp(row) - value)),
  );
  expect(loss![0]).toBeCloseTo(WEIGHT * expected.reduce((sum, part) => sum + part), 12);
});

test('the gradient matches central finite differences', async () => {
  const run = await openLoss();
  const { dl } = await run(l, target);
  const lossAt = async (i: number, step: number) => {
    const moved = l.map((value, j) => (j === i ? value + step : value));
    return (await run(moved, target)).loss![0]!;
  };
  for (let i = 0; i < l.length; i++) {
    const slope = ((await lossAt(i, 1e-5)) - (await lossAt(i, -1e-5))) / 2e-5;
    expect(dl![i]).toBeCloseTo(slope, 9);
  }
});

describe('of rows', () => {
  // One-hot, soft, and without a label.
  const targets = [0, 1, 0, 0.2, 0.3, 0.5, 0, 0, 0];
  const logits = [0.4, -1.1, 0.3, 2.2, -0.3, 0.9, 1.2, 0.1, -0.6];
  const weights = [0.5, 2, 1];

  test('is the cross entropy of each row, not weighted; 0 without a label', async () => {
    const run = await openRowLoss(softmaxCrossEntropyOfRows, 3, SCALE);
    const { losses, dl } = await run(logits, targets, weights);
    const truth = logits.map((value) => SCALE * value);
    const expected = [0, 1, 2].map((row) => {
      const values = truth.slice(3 * row, 3 * row + 3);
      const normaliser = logSumExp(values);
      return values.reduce((sum, l, k) => sum + targets[3 * row + k]! * (normaliser - l), 0);
    });
    losses!.forEach((loss, row) => {
      expect(loss).toBeCloseTo(expected[row]!, 12);
    });
    expect(Array.from(dl!.subarray(6)).every((slope) => slope === 0)).toBe(true);
  });

  test('the gradient matches central finite differences, each row with its weight', async () => {
    const run = await openRowLoss(softmaxCrossEntropyOfRows, 3, SCALE);
    expect(await rowLossGradientError(run, logits, targets, weights)).toBeLessThan(1e-8);
  });
});
