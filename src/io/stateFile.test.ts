import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeSafetensors } from '../model/index.ts';
import { newTrainingState, parseRecipe, type TrainingState } from '../training/index.ts';
import { InputError } from './inputError.ts';
import { loadState, resumeState, saveState } from './stateFile.ts';

const numbers = (seed: number) => Float32Array.from({ length: 5 }, (_, i) => Math.sin(seed + i));

const STATE: TrainingState = {
  parameters: numbers(1),
  best: numbers(2),
  adam: { firstMoment: numbers(3), secondMoment: numbers(4), steps: 7 },
  bestEpoch: 1,
  epoch: 2,
  batch: 3,
  // Shortest texts that give these numbers back have all their 17 digits.
  lossSum: 0.1 + 0.2,
  hits: 11,
  rows: 30,
  history: [
    {
      epoch: 1,
      trainingLoss: 1 / 3,
      trainingTop1: 0.5,
      learningRate: 1e-3,
      validation: { loss: Math.PI, top1: 0.5, top5: 1 },
    },
    { epoch: 2, trainingLoss: 2 / 7, trainingTop1: 0.6, learningRate: 5e-324 },
  ],
};

let path: string;
beforeAll(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'mauguin-')), 'state.safetensors');
});
afterAll(() => rm(join(path, '..'), { recursive: true, force: true }));

test('a state comes back exactly', async () => {
  await saveState(path, STATE);
  expect(await loadState(path)).toEqual(STATE);
});

/** Of a GAN, with everything that a state may hold. */
const FULL: TrainingState = {
  ...STATE,
  average: numbers(5),
  sgan: {
    generator: {
      parameters: numbers(6).subarray(0, 3).slice(),
      adam: {
        firstMoment: numbers(7).slice(0, 3),
        secondMoment: numbers(8).slice(0, 3),
        steps: 9,
      },
      statistics: numbers(9).slice(0, 2),
    },
    adversarialAdam: { firstMoment: numbers(10), secondMoment: numbers(11), steps: 8 },
    sums: {
      unlabelledLoss: 0.1 + 0.2,
      generatedLoss: 1 / 3,
      generatorLoss: 2 / 7,
      dReal: Math.SQRT1_2,
      dGenerated: 1e-17,
    },
  },
  history: [
    {
      ...STATE.history[0]!,
      adversarial: {
        unlabelledLoss: 1 / 7,
        generatedLoss: 2 / 7,
        generatorLoss: 3 / 7,
        dReal: 4 / 7,
        dGenerated: 5 / 7,
        diversity: 0,
        realDiversity: 6 / 7,
        nearestDistance: 1 / 9,
      },
    },
  ],
};

test('so does one with all that a GAN has, and with parts of it', async () => {
  const { adversarialAdam, ...sgan } = FULL.sgan!;
  const { average, ...withoutAverage } = FULL;
  for (const state of [
    FULL,
    { ...FULL, sgan },
    withoutAverage,
    { ...STATE, average: numbers(5) },
  ]) {
    await saveState(path, state);
    expect(await loadState(path)).toEqual(state);
  }
});

describe('to go on with', () => {
  test('a state of the same networks is taken', async () => {
    await saveState(path, FULL);
    expect(await resumeState(path, { ...FULL, epoch: 0, history: [] })).toEqual(FULL);
  });

  const { average, ...withoutAverage } = FULL;
  const { sgan, ...supervised } = FULL;
  test.each<[string, TrainingState, TrainingState, string]>([
    [
      'more parameters',
      { ...STATE, parameters: new Float32Array(6) },
      STATE,
      'parameters has 6 numbers, not 5',
    ],
    [
      'fewer parameters',
      STATE,
      { ...STATE, parameters: new Float32Array(6) },
      'parameters has 5 numbers, not 6',
    ],
    ['no average', withoutAverage, FULL, 'average has 0 numbers, not 5'],
    ['an average', FULL, withoutAverage, 'average has 5 numbers, not 0'],
    ['no generator', supervised, FULL, 'generator.parameters has 0 numbers, not 3'],
    ['a generator', FULL, supervised, 'generator.parameters has 3 numbers, not 0'],
  ])('one with %s is refused', async (_, saved, first, message) => {
    await saveState(path, saved);
    const resuming = resumeState(path, first);
    await expect(resuming).rejects.toThrow(InputError);
    await expect(resuming).rejects.toThrow(
      `${path}: this is the state of another network (${message}); put back the run's own`,
    );
  });
});

test('so does the state before the first step', async () => {
  const state = newTrainingState({ classifier: numbers(1) }, parseRecipe({}));
  await saveState(path, state);
  expect(await loadState(path)).toEqual(state);
});

describe('refused', () => {
  const vectors = ['parameters', 'best', 'firstMoment', 'secondMoment'];
  const tensors = vectors.map((name) => ({ name, shape: [5], data: numbers(1) }));
  const { parameters, best, adam, ...rest } = STATE;
  const progress = { ...rest, steps: 7 };
  const write = (content: object, names = vectors) => {
    const kept = tensors.filter(({ name }) => names.includes(name));
    return writeFile(path, encodeSafetensors(kept, 'F32', { progress: JSON.stringify(content) }));
  };
  const expectRefused = async () => {
    const loading = loadState(path);
    await expect(loading).rejects.toThrow(InputError);
    await expect(loading).rejects.toThrow(`${path}: the saved state cannot be read`);
  };

  test('but not the whole one', async () => {
    await write(progress);
    expect(await loadState(path)).toMatchObject({ epoch: 2, adam: { steps: 7 } });
  });

  test.each(vectors)('without %s', async (name) => {
    await write(
      progress,
      vectors.filter((other) => other !== name),
    );
    await expectRefused();
  });

  test.each(['steps', 'batch', 'lossSum', 'history'])('without %s', async (name) => {
    await write({ ...progress, [name]: undefined });
    await expectRefused();
  });

  test('cut, empty, of something else, or missing', async () => {
    await saveState(path, STATE);
    const bytes = await readFile(path);
    for (const content of [bytes.subarray(0, -3), bytes.subarray(0, 50), '', 'a letter']) {
      await writeFile(path, content);
      await expectRefused();
    }
    await rm(path);
    await expectRefused();
  });
});
