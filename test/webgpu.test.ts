/**
 * @file The engine webgpu against the engine cpu; docs/engines.md says how to run it without a GPU.
 */
import { describe, expect, test } from 'vitest';
import {
  criticGraph,
  discriminatorGradientGraph,
  generatedLength,
  generatorGradientGraph,
  generatorSampleGraph,
  gradientGraph,
  initialParameters,
} from '../src/model/index.ts';
import {
  AdversarialEngine,
  checkProvider,
  GradientEngine,
  type Provider,
  ProviderError,
} from '../src/nn/index.ts';
import { createRng, type Rng } from '../src/random/index.ts';
import { relativeDifference } from './goldenNetwork.ts';
import { tinyGradientGraph } from './tinyNetwork.ts';
import { GPU_TIMEOUT, hasGpu } from './webgpu.ts';

/** What is computed, by name. */
type Answer = Readonly<Record<string, ArrayLike<number>>>;

const CLASSES = 5;
/** One micro-batch on a GPU, two on the processor, whose dropout masks are drawn apart. */
const ROWS = 10;
const DROPOUT = 0.1;

const numbers = (count: number, rng: Rng) =>
  Float32Array.from({ length: count }, () => rng.uniform());

function oneHot(rng: Rng): Float32Array {
  const target = new Float32Array(ROWS * CLASSES);
  for (let row = 0; row < ROWS; row++) target[row * CLASSES + rng.integer(CLASSES)] = 1;
  return target;
}

/** Loss, logits and gradient of one batch. */
async function supervised(provider: Provider, stemMaxPool: boolean): Promise<Answer> {
  const inputLength = 128;
  const graph = gradientGraph(
    { kind: 'resnet', classes: CLASSES, inputLength, stemMaxPool },
    DROPOUT,
  );
  const engine = await GradientEngine.start(graph, { provider, batchSize: ROWS });
  try {
    engine.parameters.set(initialParameters(graph.parameters, createRng(3)));
    const rng = createRng(7);
    const x = numbers(ROWS * inputLength, rng);
    const { loss, logits } = await engine.computeGradient(x, oneHot(rng), 5);
    return { loss: [loss], logits, gradient: engine.gradient.slice() };
  } finally {
    await engine.close();
  }
}

const PARTS = ['labelled', 'unlabelled', 'generated'] as const;

/** A shorter one, for patterns of 198 points. */
const GENERATOR = {
  latent: 20,
  layers: [
    { channels: 32, kernel: 17, stride: 2 },
    { channels: 32, kernel: 9, stride: 1 },
    { channels: 32, kernel: 6, stride: 3 },
    { channels: 1, kernel: 7, stride: 1 },
  ],
};

/** All that a step of the GAN computes. */
async function adversarial(provider: Provider): Promise<Answer> {
  const inputLength = generatedLength(GENERATOR);
  const sizes = { classes: CLASSES, inputLength, dropout: DROPOUT };
  const networks = { ...sizes, adversarialHead: 'separate' } as const;
  const graphs = {
    discriminator: discriminatorGradientGraph(networks),
    critic: criticGraph(networks),
    sample: generatorSampleGraph(GENERATOR),
    generator: generatorGradientGraph(GENERATOR),
  };
  const engine = await AdversarialEngine.start({ graphs, batchSize: ROWS, provider });
  try {
    engine.discriminator.set(initialParameters(graphs.discriminator.parameters, createRng(3)));
    engine.generator.set(initialParameters(graphs.sample.parameters, createRng(4)));
    const rng = createRng(7);
    const adversarialWeight = 0.5;
    await engine.learnReal({
      labelled: numbers(ROWS * inputLength, rng),
      target: oneHot(rng),
      unlabelled: numbers(ROWS * inputLength, rng),
      unlabelledTarget: new Float32Array(ROWS).fill(1),
      adversarialWeight,
      seed: 1,
    });
    await engine.generate(
      Float32Array.from({ length: ROWS * GENERATOR.latent }, () => rng.normal()),
    );
    const target = new Float32Array(ROWS);
    const goal = new Float32Array(ROWS).fill(1);
    await engine.judgeGenerated({ target, goal, adversarialWeight, seed: 9 });
    await engine.learnGenerator();
    const gradients = PARTS.map((part) => {
      const gradient = new Float32Array(engine.discriminator.length);
      engine.sumGradients([part], gradient);
      return [part, gradient] as const;
    });
    const { loss, logits } = engine.labelledAnswer();
    return {
      ...Object.fromEntries(gradients),
      generator: engine.generatorGradient.slice(),
      statistics: engine.statistics.slice(),
      losses: [loss, engine.generatorScore().loss],
      logits,
    };
  } finally {
    await engine.close();
  }
}

/** Largest relative difference of two answers. */
function difference(actual: Answer, expected: Answer): number {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  const names = Object.keys(expected);
  return Math.max(...names.map((name) => relativeDifference(actual[name]!, expected[name]!)));
}

describe.runIf(await hasGpu())('on a GPU', () => {
  // Seen with SwiftShader: 3.9e-6 without, 2.8e-6 with the pool. Float32 differs from float64 by 2.5e-6.
  test.each([false, true])(
    'loss, logits and gradient are those of the processor, stem max pool %s',
    { timeout: GPU_TIMEOUT },
    async (stemMaxPool) => {
      const onGpu = await supervised('webgpu', stemMaxPool);
      expect(difference(onGpu, await supervised('cpu', stemMaxPool))).toBeLessThan(2e-5);
    },
  );

  // Seen with SwiftShader: 5e-6.
  test('all that a step of the GAN computes is that of the processor', {
    timeout: GPU_TIMEOUT,
  }, async () => {
    const onGpu = await adversarial('webgpu');
    expect(difference(onGpu, await adversarial('cpu'))).toBeLessThan(2e-5);
  });

  test('a second engine is refused, not the end of the process', async () => {
    const engine = await GradientEngine.start(tinyGradientGraph(), { provider: 'webgpu' });
    await expect(checkProvider('webgpu')).rejects.toThrow(ProviderError);
    await engine.close();
    await checkProvider('webgpu');
  });
});
