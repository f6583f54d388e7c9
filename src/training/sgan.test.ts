import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sameState } from '../../test/sameState.ts';
import { wavePatterns } from '../../test/wavePatterns.ts';
import { loadState, saveState } from '../io/stateFile.ts';
import { createRng } from '../random/index.ts';
import type { TrainingData } from './batch.ts';
import { firstParameters } from './firstParameters.ts';
import { DivergenceError } from './learner.ts';
import { parseRecipe, type Recipe } from './recipe.ts';
import { newTrainingState, type TrainingState } from './state.ts';
import { type TrainingEvent, train } from './train.ts';

/** The fewest for which there is a generator. */
const POINTS = 661;
const architecture = {
  kind: 'resnet',
  classes: 3,
  inputLength: POINTS,
  stemMaxPool: true,
} as const;

const firstState = (recipe: Recipe): TrainingState =>
  newTrainingState(firstParameters(architecture, recipe, createRng(1)), recipe);

interface Run {
  readonly data: TrainingData;
  readonly fields: object;
  readonly state?: TrainingState;
  readonly workers?: number;
  /** Stops after this step. */
  readonly stop?: number;
}

/** Trains to the end, or to where it is stopped. */
async function run(
  { data, fields, state: given, workers = 1, stop }: Run,
  onEvent: (event: TrainingEvent, state: TrainingState) => void = () => {},
) {
  const base = { batchSize: 6, warmUpSteps: 2, stemMaxPool: true };
  const recipe = parseRecipe({ ...base, ...fields });
  const state = given ?? firstState(recipe);
  const stopping = new AbortController();
  const options = { architecture, recipe, state, workers, signal: stopping.signal };
  const events: TrainingEvent[] = [];
  for await (const event of train(data, createRng(5), options)) {
    if (event.kind === 'step' && event.step === stop) stopping.abort();
    onEvent(event, state);
    events.push(event);
  }
  return { state, events };
}

const kinds = (events: readonly TrainingEvent[]) => events.map(({ kind }) => kind);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// Labelled batches of 6, 6 and 3 rows, unlabelled ones of 6 out of 14: passes end in mid-epoch.
const rows = { trainingRows: 15, validationRows: 6, unlabelledRows: 14 };
const COMMON = {
  epochs: 2,
  dropout: 0.2,
  augmentation: { strain: { max: 0.05 }, noise: { share: 0.7 } },
  checkpointSteps: 2,
  averageDecay: 0.9,
  gradientClip: 5,
};
const HEADS = {
  classes: { ...COMMON, sgan: {} },
  separate: {
    ...COMMON,
    sgan: { adversarialHead: 'separate', adversarialLearningRate: 1e-4, targetSmoothing: 0.2 },
  },
};

describe.each(['classes', 'separate'] as const)('a run with the head %s', (head) => {
  const data = wavePatterns(POINTS, rows);
  const fields = HEADS[head];
  let whole: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    whole = await run({ data, fields, workers: 2 });
  });

  test('tells its steps, checkpoints, epochs and end in order', () => {
    const epoch = ['step', 'step', 'checkpoint', 'step', 'epoch'];
    expect(kinds(whole.events)).toEqual([...epoch, ...epoch, 'finished']);
    const { adam, sgan, history } = whole.state;
    expect([adam.steps, sgan!.generator.adam.steps]).toEqual([6, 6]);
    expect(sgan!.adversarialAdam?.steps).toBe(head === 'separate' ? 6 : undefined);
    for (const { adversarial } of history) {
      expect(Object.values(adversarial!).every((value) => value > 0)).toBe(true);
      expect(adversarial!.dReal).toBeLessThan(1);
      expect(adversarial!.dGenerated).toBeLessThan(1);
    }
  });

  // The third step of an epoch is its last; the fourth lies in the midst of the second epoch.
  test.each(head === 'classes' ? [2, 3] : [4])(
    'stopped at step %i, saved and resumed on one worker, ends with the same bits',
    async (stop) => {
      const { state, events } = await run({ data, fields, stop, workers: 2 });
      expect(kinds(events).at(-1)).toBe('interrupted');
      const path = join(folder, `${head}-${stop}.safetensors`);
      await saveState(path, state);
      const loaded = await loadState(path);
      expect(sameState(loaded, state)).toBe(true);
      const resumed = await run({ data, fields, state: loaded });
      expect(sameState(resumed.state, whole.state)).toBe(true);
      const steps = whole.events.filter((event) => event.kind === 'step');
      expect(resumed.events.filter((event) => event.kind === 'step')).toEqual(steps.slice(stop));
    },
  );
});

describe('learning', () => {
  const data = wavePatterns(POINTS, { trainingRows: 24, validationRows: 18, unlabelledRows: 60 });
  const fields = { batchSize: 8, dropout: 0, beta1: 0.5, warmUpSteps: 0 };

  test('with few labels, the classes are learnt, and what is real', async () => {
    const { state } = await run({
      data,
      fields: { ...fields, epochs: 8, learningRate: 5e-4, sgan: {} },
    });
    const [first, last] = [state.history[0]!, state.history.at(-1)!];
    expect(last.trainingLoss).toBeLessThan(first.trainingLoss / 2);
    expect(last.validation!.top1).toBeGreaterThan(0.9);
    expect(last.adversarial!.dReal - last.adversarial!.dGenerated).toBeGreaterThan(0.1);
    expect(last.adversarial!.generatedLoss).toBeLessThan(first.adversarial!.generatedLoss);
  });

  test('the generator learns to deceive a discriminator that stands still', async () => {
    const still = { learningRate: 1e-12, finalLearningRate: 1e-12 };
    const sgan = { generatorLearningRate: 1e-3, adversarialHead: 'separate' };
    const { state } = await run({ data, fields: { ...fields, ...still, epochs: 4, sgan } });
    const [first, last] = [state.history[0]!.adversarial!, state.history.at(-1)!.adversarial!];
    expect(last.generatorLoss).toBeLessThan(0.7 * first.generatorLoss);
    expect(last.dGenerated).toBeGreaterThan(first.dGenerated + 0.1);
    expect(last.dReal).toBeCloseTo(first.dReal, 1);
  });
});

describe('failures', () => {
  /** Data whose n-th read of a batch that `isMeant` gives NaN. */
  function poisoned(isMeant: (rows: ArrayLike<number>) => boolean, nth: number): TrainingData {
    const data = wavePatterns(POINTS, rows);
    let reads = 0;
    const read = (chosen: ArrayLike<number>, out: Float32Array) => {
      data.patterns.read(chosen, out);
      if (isMeant(chosen) && ++reads === nth) out.fill(Number.NaN);
    };
    return { ...data, patterns: { ...data.patterns, read } };
  }

  /** What a run throws; its state when it did, and at the last checkpoint, one after each step. */
  async function failedRun(options: Run) {
    const fields = { ...options.fields, checkpointSteps: 1 };
    const state = options.state ?? firstState(parseRecipe(fields));
    let saved = structuredClone(state);
    const running = run({ ...options, fields, state }, (event) => {
      if (event.kind === 'checkpoint') saved = structuredClone(event.state);
    });
    const error: unknown = await running.catch((reason: unknown) => reason);
    return { error, state, saved };
  }

  // Rows 0–14 are labelled, 21–34 are not; the watch reads all 14 of these at once.
  test.each<[string, TrainingData, string]>([
    [
      'labelled patterns',
      poisoned((chosen) => chosen.length === 3, 1),
      'the loss became NaN in epoch 1, batch 3',
    ],
    [
      'unlabelled patterns',
      poisoned((chosen) => chosen.length === 6 && chosen[0]! > 20, 5),
      'the loss of unlabelled patterns became NaN in epoch 2, batch 2',
    ],
  ])('%s that are no numbers stop it, with the state as before the step', async (_, data, what) => {
    const { error, state, saved } = await failedRun({ data, fields: HEADS.classes });
    expect(error).toBeInstanceOf(DivergenceError);
    expect((error as Error).message).toBe(
      `${what}; the last checkpoint is kept: try a lower learning rate`,
    );
    expect(state.adam.steps).toBeGreaterThan(0);
    expect(sameState(state, saved)).toBe(true);
  });

  test('so does a generator whose weights are none', async () => {
    const fields = HEADS.separate;
    const state = firstState(parseRecipe(fields));
    state.sgan!.generator.parameters[0] = Number.NaN;
    const failed = await failedRun({ data: wavePatterns(POINTS, rows), fields, state });
    expect(failed.error).toBeInstanceOf(DivergenceError);
    expect((failed.error as Error).message).toMatch(
      /^the loss of generated patterns became NaN in epoch 1, batch 1;/,
    );
    expect(sameState(failed.state, failed.saved)).toBe(true);
  });

  test('a last step that ruins the generator is not booked', async () => {
    const { error, state } = await failedRun({
      data: wavePatterns(POINTS, { ...rows, trainingRows: 6 }),
      fields: { warmUpSteps: 0, sgan: { generatorLearningRate: 1e30 } },
    });
    expect(error).toBeInstanceOf(DivergenceError);
    expect((error as Error).message).toMatch(
      /^the generated patterns are no numbers after epoch 1;/,
    );
    expect(state).toMatchObject({ epoch: 0, history: [] });
  });

  test('a state without a generator is refused', async () => {
    const recipe = parseRecipe(HEADS.classes);
    const { sgan, ...state } = firstState(recipe);
    const running = run({ data: wavePatterns(POINTS, rows), fields: HEADS.classes, state });
    await expect(running).rejects.toThrow('a GAN needs recipe.sgan and a state with a generator');
  });
});
