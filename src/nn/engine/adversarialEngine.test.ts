import { afterEach, describe, expect, test } from 'vitest';
import { l2, relativeDifference } from '../../../test/goldenNetwork.ts';
import { openGraph } from '../../../test/runGraph.ts';
import {
  type AdversarialHead,
  criticGraph,
  discriminatorGradientGraph,
  generatorGradientGraph,
  generatorSampleGraph,
} from '../../model/index.ts';
import { createRng } from '../../random/index.ts';
import { AdversarialEngine, type AdversarialEngineOptions } from './adversarialEngine.ts';
import type { AdversarialGraphs } from './adversarialTasks.ts';

const POINTS = 40;
const CLASSES = 3;
const LATENT = 5;

/** A residual network of one group and a generator of two layers: 5 numbers → 18 → 40 points. */
function tinyGraphs(adversarialHead: AdversarialHead, dropout: number): AdversarialGraphs {
  const discriminator = {
    classes: CLASSES,
    inputLength: POINTS,
    dropout,
    adversarialHead,
    stem: { channels: 4, kernel: 5 },
    groups: [{ channels: 4, kernel: 3, stride: 2 }],
  };
  const generator = {
    latent: LATENT,
    layers: [
      { channels: 3, kernel: 6, stride: 3 },
      { channels: 1, kernel: 6, stride: 2 },
    ],
  };
  return {
    discriminator: discriminatorGradientGraph(discriminator),
    critic: criticGraph(discriminator),
    sample: generatorSampleGraph(generator),
    generator: generatorGradientGraph(generator),
  };
}

const open: AdversarialEngine[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.close()));
});

interface Setup extends Partial<AdversarialEngineOptions> {
  readonly head?: AdversarialHead;
  readonly dropout?: number;
}

/** An engine for six rows of each kind, in micro-batches of four. */
async function start({ head = 'classes', dropout = 0, ...options }: Setup = {}) {
  const graphs = tinyGraphs(head, dropout);
  const defaults = { graphs, batchSize: 6, microBatch: 4, workers: 1 };
  const engine = await AdversarialEngine.start({ ...defaults, ...options });
  open.push(engine);
  const rng = createRng(5);
  for (const weights of [engine.discriminator, engine.generator]) {
    for (let i = 0; i < weights.length; i++) weights[i] = rng.normal() / 2;
  }
  return { engine, graphs };
}

const ROWS = { labelled: 5, unlabelled: 6, generated: 6 };
const WEIGHT = 0.7;

/** Patterns of uniform numbers, soft targets, latent numbers. */
function stepInputs(rows = ROWS) {
  const rng = createRng(9);
  const uniform = (count: number) => Float32Array.from({ length: count }, () => rng.uniform());
  const target = new Float32Array(rows.labelled * CLASSES);
  for (let row = 0; row < rows.labelled; row++) target[row * CLASSES + rng.integer(CLASSES)] = 1;
  const real = {
    labelled: uniform(rows.labelled * POINTS),
    target,
    unlabelled: uniform(rows.unlabelled * POINTS),
    unlabelledTarget: uniform(rows.unlabelled),
    adversarialWeight: WEIGHT,
  };
  const z = Float32Array.from({ length: rows.generated * LATENT }, () => rng.normal());
  const soft = { target: uniform(rows.generated), goal: uniform(rows.generated) };
  return { real, z, generated: { ...soft, adversarialWeight: WEIGHT } };
}

/** A whole step; everything that it gives, copied. */
async function takeStep(engine: AdversarialEngine, seed = 1, rows = ROWS) {
  const { real, z, generated } = stepInputs(rows);
  const pending = engine.learnReal({ ...real, seed });
  await engine.generate(z);
  await Promise.all([pending, engine.judgeGenerated({ ...generated, seed: seed + 100 })]);
  await engine.learnGenerator();
  return answersOf(engine);
}

function answersOf(engine: AdversarialEngine) {
  const gradient = (...parts: Parameters<AdversarialEngine['sumGradients']>[0]) => {
    const sum = new Float32Array(engine.discriminator.length);
    engine.sumGradients(parts, sum);
    return sum;
  };
  return {
    labelledGradient: gradient('labelled'),
    unlabelledGradient: gradient('unlabelled'),
    generatedGradient: gradient('generated'),
    gradient: gradient('labelled', 'unlabelled', 'generated'),
    generatorGradient: engine.generatorGradient.slice(),
    statistics: engine.statistics.slice(),
    ...engine.labelledAnswer(),
    unlabelled: engine.adversarialScore('unlabelled'),
    generated: engine.adversarialScore('generated'),
    generator: engine.generatorScore(),
  };
}

const mean = (values: ArrayLike<number>, at: (i: number) => number, count: number) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[at(i)]!;
  return sum / count;
};
const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));

/** The same step by one run of each graph for all rows of a kind. */
async function wholeStep(
  { discriminator, critic, sample, generator }: AdversarialGraphs,
  { discriminator: params, generator: weights }: AdversarialEngine,
) {
  const { real, z, generated } = stepInputs();
  const [runDiscriminator, runCritic, runSample, runGenerator] = await Promise.all(
    [discriminator, critic, sample, generator].map(({ bytes }) => openGraph(bytes)),
  );
  // Copies, since no tensor can be made of shared memory.
  const network = { params: [params.slice(), [params.length]] } as const;
  const maker = {
    params: [weights.slice(), [weights.length]],
    z: [z, [ROWS.generated, LATENT]],
  } as const;
  const pairs = (rows: number, pair: readonly number[]) =>
    [Float32Array.from({ length: 2 * rows }, (_, i) => pair[i % 2]!), [rows, 2]] as const;
  const judge = async (
    x: Float32Array,
    target: Float32Array,
    adversarialTarget: Float32Array,
    weight: readonly number[],
  ) => {
    const rows = x.length / POINTS;
    return runDiscriminator!({
      ...network,
      x: [x, [rows, POINTS]],
      target: [target, [rows, CLASSES]],
      adversarialTarget: [adversarialTarget, [rows, 1]],
      rowWeights: pairs(rows, weight),
    });
  };
  const none = (rows: number) => new Float32Array(rows * CLASSES);
  const zeros = new Float32Array(ROWS.labelled);
  const { patterns, statistics } = await runSample!(maker);
  const made = patterns as Float32Array;
  const adversarial = [0, WEIGHT / 6];
  const labelled = await judge(real.labelled, real.target, zeros, [1 / ROWS.labelled, 0]);
  const unlabelled = await judge(real.unlabelled, none(6), real.unlabelledTarget, adversarial);
  const fake = await judge(made, none(6), generated.target, adversarial);
  const verdict = await runCritic!({
    ...network,
    x: [made, [6, POINTS]],
    adversarialTarget: [generated.goal, [6, 1]],
    rowWeights: pairs(6, [0, 1 / 6]),
  });
  const learnt = await runGenerator!({
    ...maker,
    patternGradient: [verdict.inputGradient!, [6, POINTS]],
  });
  return { labelled, unlabelled, fake, verdict, learnt, statistics: statistics! };
}

describe.each(['classes', 'separate'] as const)('a step with the head %s', (head) => {
  test('is that of single graphs, whatever the micro-batches', async () => {
    for (const microBatch of [1, 4]) {
      const { engine, graphs } = await start({ head, microBatch, workers: 2 });
      const step = await takeStep(engine);
      const { labelled, unlabelled, fake, verdict, learnt, statistics } = await wholeStep(
        graphs,
        engine,
      );
      const whole = labelled.grad!.map((g, i) => g + unlabelled.grad![i]! + fake.grad![i]!);
      for (const [found, expected] of [
        [step.labelledGradient, labelled.grad!],
        [step.unlabelledGradient, unlabelled.grad!],
        [step.generatedGradient, fake.grad!],
        [step.gradient, whole],
        [step.generatorGradient, learnt.grad!],
        [step.statistics, statistics],
        [step.logits, labelled.logits!],
      ] as const) {
        expect(l2(expected)).toBeGreaterThan(1e-3);
        expect(found).toHaveLength(expected.length);
        expect(relativeDifference(found, expected)).toBeLessThan(1e-5);
      }
      expect(step.loss).toBeCloseTo(
        mean(labelled.losses!, (i) => 2 * i, 5),
        5,
      );
      for (const [score, { losses, adversarialLogit }] of [
        [step.unlabelled, unlabelled],
        [step.generated, fake],
      ] as const) {
        expect(score.loss).toBeCloseTo(
          mean(losses!, (i) => 2 * i + 1, 6),
          5,
        );
        expect(score.d).toBeCloseTo(
          mean(adversarialLogit!.map(sigmoid), (i) => i, 6),
          5,
        );
      }
      expect(step.generator.loss).toBeCloseTo(
        mean(verdict.losses!, (i) => i, 6),
        5,
      );
      expect(step.generator.d).toBeCloseTo(step.generated.d, 5);
    }
  });

  test('is the same to the last bit for 1, 2 and 3 workers, dropout on', async () => {
    const answers = [];
    for (const workers of [1, 2, 3]) {
      const { engine } = await start({ head, dropout: 0.3, workers });
      answers.push(await takeStep(engine), await takeStep(engine));
    }
    expect(l2(answers[0]!.generatorGradient)).toBeGreaterThan(1e-5);
    for (const other of answers) expect(other).toEqual(answers[0]);
  });
});

test('the generator’s gradient is the same while the next real patterns are seen', async () => {
  const { engine } = await start({ dropout: 0.3, workers: 2 });
  const alone = (await takeStep(engine)).generatorGradient;
  const { real, z, generated } = stepInputs();
  await engine.learnReal({ ...real, seed: 1 });
  await engine.generate(z);
  await engine.judgeGenerated({ ...generated, seed: 101 });
  engine.generatorGradient.fill(0);
  await Promise.all([engine.learnGenerator(), engine.learnReal({ ...real, seed: 7 })]);
  expect(engine.generatorGradient).toEqual(alone);
});

test('a step of fewer rows holds nothing of the larger one before it', async () => {
  const few = { labelled: 1, unlabelled: 2, generated: 5 };
  const used = await start({ dropout: 0.3 });
  await takeStep(used.engine, 3);
  const fresh = await start({ dropout: 0.3 });
  const step = await takeStep(used.engine, 1, few);
  expect(step.logits).toHaveLength(CLASSES);
  expect(step).toEqual(await takeStep(fresh.engine, 1, few));
});

test('weights written between steps count in the next', async () => {
  const [used, fresh] = [await start({ workers: 2 }), await start()];
  const before = await takeStep(used.engine);
  for (const { engine } of [used, fresh]) {
    for (const weights of [engine.discriminator, engine.generator]) weights.fill(0.3);
  }
  const step = await takeStep(used.engine);
  expect(step).not.toEqual(before);
  expect(step).toEqual(await takeStep(fresh.engine));
});

test('the adversarial weight weighs the discriminator’s part, and not the generator’s', async () => {
  const { engine } = await start();
  const once = await takeStep(engine);
  const { real, z, generated } = stepInputs();
  const twice = { adversarialWeight: 2 * WEIGHT };
  await engine.learnReal({ ...real, ...twice, seed: 1 });
  await engine.generate(z);
  await engine.judgeGenerated({ ...generated, ...twice, seed: 101 });
  await engine.learnGenerator();
  const step = answersOf(engine);
  expect(step.labelledGradient).toEqual(once.labelledGradient);
  expect(step.generatorGradient).toEqual(once.generatorGradient);
  const doubled = (gradient: Float32Array) => gradient.map((g) => 2 * g);
  for (const part of ['unlabelledGradient', 'generatedGradient'] as const) {
    expect(relativeDifference(step[part], doubled(once[part]))).toBeLessThan(1e-6);
  }
  expect(step.unlabelled).toEqual(once.unlabelled);
});

describe('dropout', () => {
  test('is fixed by the seeds', async () => {
    const { engine } = await start({ dropout: 0.3 });
    const first = await takeStep(engine, 1);
    const second = await takeStep(engine, 2);
    for (const part of ['logits', 'unlabelledGradient', 'generatorGradient'] as const) {
      expect(second[part]).not.toEqual(first[part]);
    }
    expect(await takeStep(engine, 1)).toEqual(first);
  });

  test('is another one for labelled and unlabelled rows, and for the generator’s view', async () => {
    const { engine } = await start({ dropout: 0.5 });
    const { real, z, generated } = stepInputs({ labelled: 6, unlabelled: 6, generated: 6 });
    const same = { ...real, unlabelled: real.labelled };
    await engine.learnReal({ ...same, seed: 1 });
    await engine.generate(z);
    await engine.judgeGenerated({ ...generated, seed: 101 });
    const { logits, unlabelled, generated: judged, generator } = answersOf(engine);
    // D of the labelled rows, from their logits: Z/(Z + 1).
    const d = (row: number) => {
      const own = logits.subarray(row * CLASSES, (row + 1) * CLASSES);
      const sum = own.reduce((total, logit) => total + Math.exp(logit), 0);
      return sum / (sum + 1);
    };
    const dLabelled = [0, 1, 2, 3, 4, 5].reduce((sum, row) => sum + d(row) / 6, 0);
    expect(Math.abs(unlabelled.d - dLabelled)).toBeGreaterThan(1e-4);
    expect(Math.abs(judged.d - generator.d)).toBeGreaterThan(1e-4);
  });
});

describe('refused', () => {
  test('are sizes that do not fit; the engine stays good', async () => {
    const { real, generated } = stepInputs();
    const { engine } = await start();
    const good = await takeStep(engine);
    const learn = (changes: object) => engine.learnReal({ ...real, seed: 1, ...changes });
    const judge = (changes: object) => engine.judgeGenerated({ ...generated, seed: 1, ...changes });
    for (const use of [
      () => learn({ labelled: new Float32Array(0) }),
      () => learn({ labelled: new Float32Array(4.5 * POINTS) }),
      () => learn({ unlabelled: new Float32Array(7 * POINTS) }),
      () => learn({ target: new Float32Array(5 * CLASSES - 1) }),
      () => learn({ unlabelledTarget: new Float32Array(7) }),
      () => engine.generate(new Float32Array(7 * LATENT)),
      () => judge({ goal: new Float32Array(5) }),
      () => judge({ target: new Float32Array(7) }),
    ]) {
      await expect(use()).rejects.toThrow(RangeError);
    }
    expect(await takeStep(engine)).toEqual(good);
  });

  test.each([{ workers: 0 }, { batchSize: 1.5 }, { microBatch: 0 }])('%o', async (options) => {
    await expect(start(options)).rejects.toThrow(RangeError);
  });
});
