import { expect, test } from 'vitest';
import { Float64Graph } from '../../test/float64Graph.ts';
import { type Floats, generateGolden, type Real } from '../../test/goldenGan.ts';
import {
  GOLDEN_ROWS,
  goldenLatent,
  goldenParameters,
  goldens,
  gradientErrors,
  l2,
  relativeDifference,
} from '../../test/goldenNetwork.ts';
import { openGraph } from '../../test/runGraph.ts';
import { GraphBuilder } from '../nn/index.ts';
import { criticGraph } from './discriminator.ts';
import { generatorForwardGraph, generatorGradientGraph, generatorParameters } from './generator.ts';
import { fromTorchLayout, toTorchLayout } from './layout.ts';

// Numbers: test/fixtures/model-goldens.json, PyTorch 1.13 in float64; see its "source".
const golden = goldens.generator;
const POINTS = 3041;
const MOMENTUM = 0.1;

const sum = (values: Floats) => Array.from(values).reduce((total, value) => total + value, 0);

const firstOfEachRow = (patterns: Floats) =>
  Array.from({ length: GOLDEN_ROWS }, (_, b) => {
    return Array.from(patterns.subarray(b * POINTS, b * POINTS + 5));
  });

/** The critic's loss and gradient, carried on to the generator's parameters (PyTorch's layout). */
async function generatorStep(patterns: Floats, precision: Real) {
  const [exact, builder] =
    precision === Float64Array
      ? [true, () => new Float64Graph()]
      : [false, () => new GraphBuilder()];
  const real = (values: ArrayLike<number>) => precision.from(values);
  const options = { classes: 14, dropout: 0, adversarialHead: 'classes' } as const;
  const critic = criticGraph(options, builder());
  const weights = fromTorchLayout(goldenParameters(critic.parameters), critic.parameters);
  const { inputGradient, losses } = await (await openGraph(critic.bytes, exact))({
    params: [real(weights), [critic.parameterCount]],
    x: [patterns, [GOLDEN_ROWS, POINTS]],
    adversarialTarget: [new precision(GOLDEN_ROWS).fill(1), [GOLDEN_ROWS, 1]],
    rowWeights: [new precision(2 * GOLDEN_ROWS).fill(1 / GOLDEN_ROWS), [GOLDEN_ROWS, 2]],
  });
  const generator = generatorGradientGraph({}, builder());
  const { parameters, parameterCount, latent } = generator;
  const { grad } = await (await openGraph(generator.bytes, exact))({
    params: [real(fromTorchLayout(goldenParameters(parameters), parameters)), [parameterCount]],
    z: [real(goldenLatent(latent)), [GOLDEN_ROWS, latent]],
    patternGradient: [inputGradient!, [GOLDEN_ROWS, POINTS]],
  });
  const loss = sum(losses!) / GOLDEN_ROWS;
  return { loss, gradient: toTorchLayout(grad!, parameters), parameters };
}

test('parameters and latent numbers follow the formulas', () => {
  const { parameters } = generatorParameters({});
  const flat = goldenParameters(parameters);
  expect(flat).toHaveLength(golden.parameterCount);
  parameters.forEach(({ offset, size }, t) => {
    expect(l2(flat.subarray(offset, offset + size))).toBeCloseTo(golden.parameterL2[t]!, 10);
  });
  expect(l2(goldenLatent(100))).toBeCloseTo(golden.latentL2, 10);
});

test('in float64 the patterns are those of PyTorch', async () => {
  const { patterns } = await generateGolden(Float64Array);
  const { training } = golden;
  expect(patterns).toHaveLength(GOLDEN_ROWS * POINTS);
  expect(l2(patterns) / training.l2).toBeCloseTo(1, 12);
  expect(sum(patterns) / training.sum).toBeCloseTo(1, 12);
  const first = relativeDifference(
    firstOfEachRow(patterns).flat(),
    training.first5OfEachRow.flat(),
  );
  expect(first).toBeLessThan(1e-11);
  const spread = training.every500OfRow0.map((_, i) => patterns[500 * i]!);
  expect(relativeDifference(spread, training.every500OfRow0)).toBeLessThan(1e-11);
});

/** Running statistics after one batch, which start as the network declares them. */
async function statisticsAfterOneBatch(precision: Real) {
  const { batchStatistics, statistics } = await generateGolden(precision);
  const running = new Float64Array(batchStatistics.length);
  for (const { offset, size, init } of statistics) {
    if (init.kind !== 'constant') throw new Error('running statistics are not drawn at random');
    for (let i = offset; i < offset + size; i++) {
      running[i] = (1 - MOMENTUM) * init.value + MOMENTUM * batchStatistics[i]!;
    }
  }
  return { running, statistics };
}

test('in float64 the running statistics after one batch are those of PyTorch', async () => {
  const { running, statistics } = await statisticsAfterOneBatch(Float64Array);
  const expected = golden.runningStatistics.flatMap(({ name, mean, variance }) => [
    { name: `${name}.running_mean`, ...mean },
    { name: `${name}.running_var`, ...variance },
  ]);
  expect(statistics.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
  const errors = gradientErrors(running, statistics, expected);
  expect(errors.norm).toBeLessThan(1e-11);
  expect(errors.element).toBeLessThan(1e-11);
});

test('the forward graph has the patterns of PyTorch in evaluation mode', async () => {
  const { running } = await statisticsAfterOneBatch(Float64Array);
  const { parameters } = generatorParameters({});
  const flat = Float32Array.from(fromTorchLayout(goldenParameters(parameters), parameters));
  const { bytes } = generatorForwardGraph({}, flat, Float32Array.from(running));
  const z = Float32Array.from(goldenLatent(100));
  const { patterns } = await (await openGraph(bytes))({ z: [z, [GOLDEN_ROWS, 100]] });
  // float32 throughout.
  expect(Math.abs(l2(patterns!) / golden.evaluation.l2 - 1)).toBeLessThan(1e-6);
  const expected = golden.evaluation.first5OfEachRow.flat();
  expect(relativeDifference(firstOfEachRow(patterns!).flat(), expected)).toBeLessThan(1e-6);
});

test('in float64 the gradient through the critic is that of PyTorch', async () => {
  const { patterns } = await generateGolden(Float64Array);
  const { loss, gradient, parameters } = await generatorStep(patterns, Float64Array);
  const errors = gradientErrors(gradient, parameters, golden.gradients);
  expect(loss).toBeCloseTo(golden.loss, 12);
  expect(errors.norm).toBeLessThan(1e-9);
  expect(errors.element).toBeLessThan(1e-8);
});

// Measured: 5e-7 in the patterns; 4e-7 in the loss, 2e-4 in the gradient's norms, 5e-4 in elements,
// most of it from the critic's curvature at the smooth patterns of an untrained generator.
test('in float32 patterns, loss and gradient agree', async () => {
  const { patterns } = await generateGolden(Float32Array);
  const { loss, gradient, parameters } = await generatorStep(patterns, Float32Array);
  const errors = gradientErrors(gradient, parameters, golden.gradients);
  expect(Math.abs(l2(patterns) / golden.training.l2 - 1)).toBeLessThan(1e-6);
  expect(Math.abs(loss / golden.loss - 1)).toBeLessThan(1e-5);
  expect(errors.norm).toBeLessThan(1e-3);
  expect(errors.element).toBeLessThan(3e-3);
});
