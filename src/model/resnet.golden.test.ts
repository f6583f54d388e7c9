import { describe, expect, test } from 'vitest';
import { Float64Graph } from '../../test/float64Graph.ts';
import {
  GOLDEN_ROWS,
  goldenParameters,
  goldenPatterns,
  goldens,
  gradientErrors,
  l2,
  oneHot,
  relativeDifference,
} from '../../test/goldenNetwork.ts';
import { openGraph } from '../../test/runGraph.ts';
import type { GradientGraph } from '../nn/index.ts';
import { createRng } from '../random/index.ts';
import { initialParameters } from './initialParameters.ts';
import { fromTorchLayout, toTorchLayout } from './layout.ts';
import { resnetForwardGraph, resnetGradientGraph } from './resnet.ts';
import type { ResNetOptions } from './resnetOptions.ts';

// Numbers: test/fixtures/model-goldens.json, PyTorch 1.13 in float64; see its "source".

const FORMS = [
  { form: 'without pool', stemMaxPool: false, golden: goldens.withoutPool },
  { form: 'with stem max pool', stemMaxPool: true, golden: goldens.withStemMaxPool },
];

type Real = typeof Float32Array | typeof Float64Array;

/** Loss, logits and gradient (PyTorch layout) on the golden batch, at the precision of `real`. */
async function runGolden(graph: GradientGraph, labels: readonly number[], real: Real) {
  const { parameters, parameterCount, inputLength, classes } = graph;
  const run = await openGraph(graph.bytes, real === Float64Array);
  const flat = fromTorchLayout(goldenParameters(parameters), parameters);
  const result = await run({
    params: [real.from(flat), [parameterCount]],
    x: [real.from(goldenPatterns(inputLength)), [GOLDEN_ROWS, inputLength]],
    target: [real.from(oneHot(labels, classes)), [GOLDEN_ROWS, classes]],
    weight: [real.of(1 / GOLDEN_ROWS), []],
  });
  const gradient = toTorchLayout(result.grad!, parameters);
  return { loss: result.loss![0]!, logits: result.logits!, gradient };
}

test('parameters and patterns follow the formulas', () => {
  const { parameters } = resnetGradientGraph({ classes: 14 });
  const flat = goldenParameters(parameters);
  parameters.forEach(({ offset, size }, t) => {
    expect(l2(flat.subarray(offset, offset + size))).toBeCloseTo(goldens.parameterL2[t]!, 10);
  });
  expect(l2(goldenPatterns(3041))).toBeCloseTo(goldens.inputL2, 10);
});

describe.each(FORMS)('gradient graph $form', ({ stemMaxPool, golden }) => {
  test('in float64 has the loss, logits and every gradient of PyTorch', async () => {
    const options = { classes: 14, dropout: 0, stemMaxPool };
    const graph = resnetGradientGraph(options, new Float64Graph());
    const { loss, logits, gradient } = await runGolden(graph, goldens.labels, Float64Array);
    const errors = gradientErrors(gradient, graph.parameters, golden.gradients);
    expect(loss).toBeCloseTo(golden.loss, 12);
    expect(relativeDifference(logits, golden.logits.flat())).toBeLessThan(1e-11);
    expect(errors.norm).toBeLessThan(1e-10);
    expect(errors.element).toBeLessThan(1e-9);
  });
});

test('in float32 the gradient graph with stem max pool agrees as PyTorch in float32 does', async () => {
  const graph = resnetGradientGraph({ classes: 14, dropout: 0, stemMaxPool: true });
  const golden = goldens.withStemMaxPool;
  const { loss, logits, gradient } = await runGolden(graph, goldens.labels, Float32Array);
  const errors = gradientErrors(gradient, graph.parameters, golden.gradients);
  // PyTorch in float32: 1.4e-6 in the loss, 1.5e-5 in the logits, 1e-4 in the norms. Ours, single
  // elements in the scale of their tensor: 1.1e-3.
  expect(Math.abs(loss / golden.loss - 1)).toBeLessThan(1e-4);
  expect(relativeDifference(logits, golden.logits.flat())).toBeLessThan(1e-4);
  expect(errors.norm).toBeLessThan(2e-4);
  expect(errors.element).toBeLessThan(2e-3);
});

// Without the pool float32 cannot reach the golden gradients: in row 1, channel 62, the two largest
// positions before the global maximum differ by 1e-4, and already rounding the patterns to float32
// (all else in float64) exchanges them. The loss and the logits are smooth there.
test('in float32 the gradient graph without pool has the loss and logits', async () => {
  const graph = resnetGradientGraph({ classes: 14, dropout: 0 });
  const { loss, logits } = await runGolden(graph, goldens.labels, Float32Array);
  const expected = goldens.withoutPool;
  expect(Math.abs(loss / expected.loss - 1)).toBeLessThan(1e-4);
  expect(relativeDifference(logits, expected.logits.flat())).toBeLessThan(2e-3);
});

test.each(FORMS)('float32 follows float64 at a fresh start, $form', async ({ stemMaxPool }) => {
  const options = { classes: 14, dropout: 0, stemMaxPool };
  const { parameters, parameterCount, bytes } = resnetGradientGraph(options);
  const exact = resnetGradientGraph(options, new Float64Graph());
  const flat = initialParameters(parameters, createRng(1));
  const rng = createRng(2);
  const patterns = goldenPatterns(3041).map((y) => y + 0.01 * rng.uniform());
  const inputs = (real: Real) => ({
    params: [real.from(flat), [parameterCount]] as const,
    // Rounded to float32 for both: this is about the arithmetic.
    x: [real.from(Float32Array.from(patterns)), [GOLDEN_ROWS, 3041]] as const,
    target: [real.from(oneHot(goldens.labels, 14)), [GOLDEN_ROWS, 14]] as const,
    weight: [real.of(1 / GOLDEN_ROWS), []] as const,
  });
  const single = await (await openGraph(bytes))(inputs(Float32Array));
  const double = await (await openGraph(exact.bytes, true))(inputs(Float64Array));
  expect(relativeDifference(single.logits!, double.logits!)).toBeLessThan(1e-5);
  expect(relativeDifference(single.grad!, double.grad!)).toBeLessThan(1e-5);
});

describe('forward graph', () => {
  const run = async (options: ResNetOptions) => {
    const { parameters, parameterCount } = resnetGradientGraph(options);
    const flat = new Float32Array(parameterCount);
    flat.set(fromTorchLayout(goldenParameters(parameters), parameters));
    const length = options.inputLength ?? 3041;
    const forward = await openGraph(resnetForwardGraph(options, flat).bytes);
    const x = Float32Array.from(goldenPatterns(length));
    return (await forward({ x: [x, [GOLDEN_ROWS, length]] })).logits!;
  };

  test.each(FORMS)('has the logits of PyTorch, $form', async ({ stemMaxPool, golden }) => {
    const logits = await run({ classes: 14, stemMaxPool });
    expect(relativeDifference(logits, golden.logits.flat())).toBeLessThan(2e-3);
  });

  test('takes patterns of 3042 points', async () => {
    const logits = await run({ classes: 14, inputLength: 3042 });
    expect(relativeDifference(logits, goldens.length3042.logits.flat())).toBeLessThan(2e-3);
  });
});
