import { expect, test } from 'vitest';
import { float32Patterns } from '../dataset/index.ts';
import type { Classifier } from '../nn/index.ts';
import { BT1_GE311 } from '../pattern/index.ts';
import type { TrainingData } from './batch.ts';
import { countHits, score } from './score.ts';

const CLASSES = 7;

/** The patterns are the logits. */
const echo: Classifier = { logits: async (x) => x.slice(), close: async () => {} };

function dataOf(values: Float32Array, labels: readonly number[]): TrainingData {
  return {
    patterns: float32Patterns(values, CLASSES),
    instrument: { ...BT1_GE311, grid: { start: 0, step: 1, count: CLASSES } },
    labels,
    classes: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    trainingRows: new Uint32Array(),
    validationRows: new Uint32Array(),
  };
}

test('loss, top-1 and top-5 by hand', async () => {
  // Logits 0…6: the label k is at place 7 − k from the top.
  const logits = [0, 1, 2, 3, 4, 5, 6];
  const data = dataOf(
    Float32Array.from([...logits, ...logits, ...logits, ...logits]),
    [6, 2, 1, 5],
  );
  const { loss, top1, top5 } = await score(echo, data, Uint32Array.of(0, 1, 2, 3));
  const logZ = Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0));
  expect(loss).toBeCloseTo(logZ - (6 + 2 + 1 + 5) / 4, 12);
  expect(top1).toBe(1 / 4);
  expect(top5).toBe(3 / 4);
});

test('only the rows asked for count, however many there are', async () => {
  const n = 600;
  const values = new Float32Array(n * CLASSES);
  const labels = Array.from({ length: n }, (_, row) => row % CLASSES);
  // Even rows answer rightly, odd ones wrongly.
  labels.forEach((label, row) => {
    values[row * CLASSES + ((label + (row % 2)) % CLASSES)] = 5;
  });
  const data = dataOf(values, labels);
  const all = Uint32Array.from({ length: n }, (_, row) => row);
  expect((await score(echo, data, all)).top1).toBe(0.5);
  const even = all.filter((row) => row % 2 === 0);
  expect(await score(echo, data, even)).toMatchObject({ top1: 1, top5: 1 });
  const uneven = Uint32Array.from([...even, 1]);
  expect((await score(echo, data, uneven)).top1).toBeCloseTo(300 / 301, 12);
});

test('hits are rows whose greatest logit is at the greatest target', () => {
  const logits = Float32Array.of(3, 1, 2, 0, 1, 2, 5, 5, 4);
  const hard = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 1, 0);
  expect(countHits(logits, hard, 3)).toBe(3);
  const smoothed = hard.map((t) => 0.9 * t + 0.1 / 3);
  expect(countHits(logits, smoothed, 3)).toBe(3);
  const others = Float32Array.of(0, 1, 0, 1, 0, 0, 0, 0, 1);
  expect(countHits(logits, others, 3)).toBe(0);
});
