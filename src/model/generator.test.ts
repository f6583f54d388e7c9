import { expect, test } from 'vitest';
import { Float64Graph } from '../../test/float64Graph.ts';
import { relativeDifference } from '../../test/goldenNetwork.ts';
import { openGraph } from '../../test/runGraph.ts';
import { createRng } from '../random/index.ts';
import {
  generatorForwardGraph,
  generatorGradientGraph,
  generatorParameters,
  generatorSampleGraph,
} from './generator.ts';
import { generatedLength } from './generatorOptions.ts';
import { initialParameters } from './initialParameters.ts';

const SMALL = {
  latent: 4,
  layers: [
    { channels: 3, kernel: 4, stride: 2 },
    { channels: 3, kernel: 3, stride: 1 },
    { channels: 1, kernel: 2, stride: 1 },
  ],
};
const ROWS = 3;
const rng = createRng(1);
const z = Float64Array.from({ length: ROWS * SMALL.latent }, () => rng.normal());

test('the paper’s generator makes 3041 points with 92,416 parameters', () => {
  const { outputLength, parameterCount, statisticCount, latent } = generatorSampleGraph({});
  // test/fixtures/model-goldens.json; eight batch norms of 32 channels, mean and variance.
  expect({ outputLength, parameterCount, statisticCount, latent }).toEqual({
    outputLength: 3041,
    parameterCount: 92416,
    statisticCount: 512,
    latent: 100,
  });
});

test('the gradient matches finite differences', async () => {
  const sample = generatorSampleGraph(SMALL, new Float64Graph());
  const run = await openGraph(sample.bytes, true);
  const params = Float64Array.from({ length: sample.parameterCount }, () => rng.normal());
  const r = Float64Array.from({ length: ROWS * sample.outputLength }, () => rng.normal());
  const loss = async (at: Float64Array) => {
    const { patterns } = await run({ params: [at, [at.length]], z: [z, [ROWS, SMALL.latent]] });
    return r.reduce((sum, weight, i) => sum + weight * patterns![i]!, 0);
  };
  const slopes: number[] = [];
  for (let i = 0; i < params.length; i++) {
    const moved = (by: number) => params.map((value, j) => (j === i ? value + by : value));
    slopes.push(((await loss(moved(1e-5))) - (await loss(moved(-1e-5)))) / 2e-5);
  }
  const gradient = await openGraph(generatorGradientGraph(SMALL, new Float64Graph()).bytes, true);
  const { grad } = await gradient({
    params: [params, [params.length]],
    z: [z, [ROWS, SMALL.latent]],
    patternGradient: [r, [ROWS, sample.outputLength]],
  });
  expect(relativeDifference(grad!, slopes)).toBeLessThan(1e-7);
});

test('the forward graph gives the patterns of training, when given its variances', async () => {
  const { bytes, parameters, parameterCount, statistics } = generatorSampleGraph(SMALL);
  const params = initialParameters(parameters, createRng(2));
  const latent = Float32Array.from(z);
  const sampled = await (await openGraph(bytes))({
    params: [params, [parameterCount]],
    z: [latent, [ROWS, SMALL.latent]],
  });
  const running = Float32Array.from(sampled.statistics!);
  // Back to biased variances: n − 1 over n positions of the batch.
  const lengths = [10, 12];
  statistics.forEach(({ name, offset, size }, i) => {
    if (!name.endsWith('running_var')) return;
    const n = ROWS * lengths[i >> 1]!;
    for (let k = offset; k < offset + size; k++) running[k]! *= (n - 1) / n;
  });
  const forward = await openGraph(generatorForwardGraph(SMALL, params, running).bytes);
  const { patterns } = await forward({ z: [latent, [ROWS, SMALL.latent]] });
  expect(relativeDifference(patterns!, sampled.patterns!)).toBeLessThan(1e-5);
});

test('running statistics start at 0 and 1', () => {
  const { statistics } = generatorParameters(SMALL);
  expect(statistics.map(({ name }) => name)).toEqual([
    'main.2.running_mean',
    'main.2.running_var',
    'main.5.running_mean',
    'main.5.running_var',
  ]);
  const zerosAndOnes = [0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1];
  expect(Array.from(initialParameters(statistics, createRng(1)))).toEqual(zerosAndOnes);
});

test('initial weights follow PyTorch’s defaults for transposed convolutions', () => {
  const { parameters } = generatorParameters({});
  const flat = initialParameters(parameters, createRng(1));
  const { offset, size } = parameters.find(({ name }) => name === 'main.0.weight')!;
  const largest = Math.max(...flat.subarray(offset, offset + size).map(Math.abs));
  // PyTorch takes the second size of [1, 32, 17] for the fan-in: within 1/√(32·17) = 0.0429.
  expect(largest).toBeLessThan(1 / Math.sqrt(32 * 17));
  expect(largest).toBeGreaterThan(0.98 / Math.sqrt(32 * 17));
});

test('misuse throws', () => {
  expect(() => generatorSampleGraph({ latent: 0 })).toThrow('latent must be a positive integer');
  const layers = [{ channels: 2, kernel: 3, stride: 1 }];
  expect(() => generatedLength({ layers })).toThrow('must have 1 channel, got 2');
  const { parameters } = generatorParameters(SMALL);
  const params = initialParameters(parameters, createRng(1));
  const statistics = new Float32Array(12);
  expect(() => generatorForwardGraph(SMALL, params.subarray(1), statistics)).toThrow('parameters');
  expect(() => generatorForwardGraph(SMALL, params, statistics.subarray(1))).toThrow(
    'expected 12 running statistics, got 11',
  );
});
