import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRng } from '../../random/index.ts';
import { InferenceWriter } from '../inferenceWriter.ts';
import { conv1d } from '../layers/conv1d.ts';
import { gelu } from '../layers/gelu.ts';
import { globalMaxPool } from '../layers/globalMaxPool.ts';
import { layerNorm } from '../layers/layerNorm.ts';
import { linear } from '../layers/linear.ts';
import { GraphBuilder } from '../onnx/graphBuilder.ts';
import { type Classifier, openClassifier } from './classifier.ts';

const POINTS = 20;
const CLASSES = 3;

/** Convolution, layer norm, GELU, maximum, linear, with normal numbers for weights. */
function forwardBytes(): Uint8Array {
  const graph = new GraphBuilder();
  const rng = createRng(1);
  const values = Float32Array.from({ length: 4 * 5 + 2 * 4 + CLASSES * 5 }, () => rng.normal());
  const net = new InferenceWriter(graph, values);
  const name = graph.reshape(graph.input('x', 'float32', ['B', POINTS]), [-1, 1, POINTS]);
  const x = { name, length: POINTS, channels: 1, channelsLast: false };
  const convolved = net.apply(conv1d('conv', { channels: 4, kernel: 5 }), x);
  const activated = net.apply(gelu, net.apply(layerNorm('norm'), convolved));
  const logits = net.apply(linear('head', CLASSES), net.apply(globalMaxPool, activated));
  graph.output('logits', 'float32', ['B', CLASSES], logits.name);
  return graph.build();
}

let classifier: Classifier;
beforeAll(async () => {
  classifier = await openClassifier(forwardBytes(), POINTS, { threads: 1, batchSize: 8 });
});
afterAll(() => classifier.close());

const rng = createRng(2);
const patterns = (rows: number) => Float32Array.from({ length: rows * POINTS }, () => rng.normal());

test.each([1, 7, 8, 9, 21])('%i rows in batches of 8 answer as row by row', async (rows) => {
  const x = patterns(rows);
  const together = await classifier.logits(x);
  expect(together).toHaveLength(rows * CLASSES);
  for (let row = 0; row < rows; row++) {
    const alone = await classifier.logits(x.slice(row * POINTS, (row + 1) * POINTS));
    const part = together.subarray(row * CLASSES, (row + 1) * CLASSES);
    alone.forEach((logit, k) => {
      expect(part[k]).toBeCloseTo(logit, 5);
    });
  }
});

test('answers stay when the next are asked for', async () => {
  const x = patterns(3);
  const first = await classifier.logits(x);
  const copy = first.slice();
  await classifier.logits(patterns(3));
  expect(first).toEqual(copy);
  expect(await classifier.logits(x)).toEqual(first);
});

test.each([0, POINTS - 1, 2 * POINTS + 1])('%i points are refused', async (points) => {
  await expect(classifier.logits(new Float32Array(points))).rejects.toThrow(
    `patterns must have ${POINTS} points each, got ${points}`,
  );
});

test('bytes that are no graph are refused', async () => {
  await expect(openClassifier(Uint8Array.of(1, 2, 3), POINTS)).rejects.toThrow();
});
