import { afterAll, beforeAll, expect, test } from 'vitest';
import { forwardGraph, initialParameters, parametersOf } from '../../model/index.ts';
import { createRng } from '../../random/index.ts';
import { type Classifier, openClassifier } from './classifier.ts';
import { openParallelClassifier } from './parallelClassifier.ts';

const POINTS = 96;
const CLASSES = 4;
const architecture = {
  kind: 'resnet',
  classes: CLASSES,
  inputLength: POINTS,
  stemMaxPool: true,
} as const;
const rng = createRng(3);
const bytes = forwardGraph(
  architecture,
  initialParameters(parametersOf(architecture), rng.fork('weights')),
);
const shape = { inputLength: POINTS, classes: CLASSES };
const patterns = (rows: number) =>
  Float32Array.from({ length: rows * POINTS }, () => rng.uniform());

let alone: Classifier;
let parallel: Classifier;
beforeAll(async () => {
  alone = await openClassifier(bytes, POINTS, { threads: 1, batchSize: 1 });
  parallel = await openParallelClassifier(bytes, shape, 2);
});
afterAll(() => Promise.all([alone.close(), parallel.close()]));

// Blocks have 8 rows, chunks 256.
test.each([1, 7, 8, 9, 256, 261])('%i rows are answered as one by one', async (rows) => {
  const x = patterns(rows);
  const [expected, logits] = [await alone.logits(x), await parallel.logits(x)];
  expect(logits).toHaveLength(rows * CLASSES);
  logits.forEach((logit, i) => {
    expect(logit).toBeCloseTo(expected[i]!, 5);
  });
});

test('the number of threads changes no bit', async () => {
  const three = await openParallelClassifier(bytes, shape, 3);
  const x = patterns(40);
  expect(await three.logits(x)).toEqual(await parallel.logits(x));
  await three.close();
});

test.each([0, POINTS - 1, 2 * POINTS + 1])('%i points are refused', async (points) => {
  await expect(parallel.logits(new Float32Array(points))).rejects.toThrow(
    `patterns must have ${POINTS} points each, got ${points}`,
  );
});
