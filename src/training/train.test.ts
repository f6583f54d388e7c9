import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sameBits } from '../../test/sameBits.ts';
import { sameState } from '../../test/sameState.ts';
import { wavePatterns } from '../../test/wavePatterns.ts';
import { float32Patterns } from '../dataset/index.ts';
import { loadState, saveState } from '../io/stateFile.ts';
import { initialParameters, parametersOf } from '../model/index.ts';
import { createRng } from '../random/index.ts';
import type { TrainingData } from './batch.ts';
import { parseRecipe } from './recipe.ts';
import { newTrainingState, type TrainingState } from './state.ts';
import { type TrainingEvent, type TrainOptions, train } from './train.ts';

const POINTS = 64;
const architecture = {
  kind: 'resnet',
  classes: 3,
  inputLength: POINTS,
  stemMaxPool: true,
} as const;

/** Patterns of waves with a period of 4, 8 or 16 points. */
const toyData = (trainingRows: number, validationRows: number) =>
  wavePatterns(POINTS, { trainingRows, validationRows });

const initial = initialParameters(parametersOf(architecture), createRng(1));

interface Run {
  readonly data: TrainingData;
  readonly recipe: object;
  readonly state?: TrainingState;
  readonly workers?: number;
  readonly signal?: AbortSignal;
}

/** Trains, hands every event to `onEvent`, and returns all of them. */
async function run(
  {
    data,
    recipe,
    state = newTrainingState({ classifier: initial }, parseRecipe({})),
    workers = 2,
    signal,
  }: Run,
  onEvent: (event: TrainingEvent) => void = () => {},
) {
  const options: TrainOptions = {
    architecture,
    recipe: parseRecipe({ batchSize: 20, warmUpSteps: 2, stemMaxPool: true, ...recipe }),
    state,
    workers,
    ...(signal && { signal }),
  };
  const events: TrainingEvent[] = [];
  for await (const event of train(data, createRng(5), options)) {
    onEvent(event);
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

describe('a run with noise, strain and dropout', () => {
  const data = toyData(50, 12);
  const recipe = {
    epochs: 3,
    dropout: 0.2,
    augmentation: { strain: { max: 0.05 }, noise: { share: 0.7 } },
    weightDecay: 0.01,
    checkpointSteps: 2,
  };
  let whole: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    whole = await run({ data, recipe });
  });

  test('tells its steps, checkpoints, epochs and end in order', () => {
    const epoch = ['step', 'step', 'checkpoint', 'step', 'epoch'];
    expect(kinds(whole.events)).toEqual([...epoch, ...epoch, ...epoch, 'finished']);
    const steps = whole.events.filter((event) => event.kind === 'step');
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(steps.map(({ rows }) => rows)).toEqual([20, 20, 10, 20, 20, 10, 20, 20, 10]);
    expect(steps.every(({ totalSteps }) => totalSteps === 9)).toBe(true);
  });

  test('books each epoch as the mean over its rows', () => {
    const steps = whole.events.filter((event) => event.kind === 'step');
    whole.state.history.forEach((record, e) => {
      const own = steps.slice(3 * e, 3 * e + 3);
      const sum = own.reduce((total, { loss, rows }) => total + loss * rows, 0);
      expect(record.epoch).toBe(e + 1);
      expect(record.trainingLoss).toBeCloseTo(sum / 50, 12);
      expect(record.trainingTop1 * 50).toBeCloseTo(Math.round(record.trainingTop1 * 50), 9);
      expect(record.learningRate).toBe(own[2]!.learningRate);
      expect(record.validation!.top1 * 12).toBeCloseTo(Math.round(record.validation!.top1 * 12), 9);
    });
    expect(whole.state).toMatchObject({ epoch: 3, batch: 0, rows: 0, hits: 0, lossSum: 0 });
    expect(whole.state.adam.steps).toBe(9);
  });

  test('is the same to the last bit on one worker', async () => {
    const { state, events } = await run({ data, recipe, workers: 1 });
    expect(sameState(state, whole.state)).toBe(true);
    expect(kinds(events)).toEqual(kinds(whole.events));
  });

  // The third step of an epoch is its last, the fifth lies in the middle of the second epoch.
  test.each([3, 5])(
    'stopped at step %i, saved and resumed ends with the same bits',
    async (stop) => {
      const stopping = new AbortController();
      const { state, events } = await run({ data, recipe, signal: stopping.signal }, (event) => {
        if (event.kind === 'step' && event.step === stop) stopping.abort();
      });
      expect(kinds(events).at(-1)).toBe('interrupted');
      expect(kinds(events).filter((kind) => kind === 'step')).toHaveLength(stop);
      const path = join(folder, `${stop}.safetensors`);
      await saveState(path, state);
      const loaded = await loadState(path);
      expect(sameState(loaded, state)).toBe(true);
      const resumed = await run({ data, recipe, state: loaded, workers: 1 });
      expect(sameState(resumed.state, whole.state)).toBe(true);
      const steps = whole.events.filter((event) => event.kind === 'step');
      expect(resumed.events.filter((event) => event.kind === 'step')).toEqual(steps.slice(stop));
    },
  );
});

describe('learning', () => {
  test('a task that can be learnt is learnt', async () => {
    const { state } = await run({
      data: toyData(120, 30),
      recipe: { epochs: 4, batchSize: 8, learningRate: 5e-4, dropout: 0 },
    });
    const losses = state.history.map(({ trainingLoss }) => trainingLoss);
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 3);
    expect(state.history.at(-1)!.validation!.top1).toBeGreaterThan(0.9);
  });

  // An epoch with a better score, or a worse one, than the second can have.
  test.each([
    [0.6, 1],
    [0, 2],
  ])('after a first epoch of top-1 %d, epoch %i is the best', async (top1, bestEpoch) => {
    const toy = toyData(20, 2);
    // The second row with the pattern of the first and another label: at most one is answered rightly.
    const values = new Float32Array(22 * POINTS);
    toy.patterns.read([...toy.trainingRows, 20, 20], values);
    const patterns = float32Patterns(values, POINTS);
    const data = { ...toy, patterns };
    const first = { epoch: 1, trainingLoss: 1, trainingTop1: 0.5, learningRate: 1e-3 };
    const history = [{ ...first, validation: { loss: 1, top1, top5: 1 } }];
    const best = initial.map((value) => value / 2);
    const begun = {
      ...newTrainingState({ classifier: initial }, parseRecipe({})),
      history,
      epoch: 1,
      bestEpoch: 1,
      best: best.slice(),
    };
    const { state } = await run({ data, recipe: { epochs: 2 }, state: begun });
    expect(state.bestEpoch).toBe(bestEpoch);
    expect(sameBits(state.best, bestEpoch === 1 ? best : state.parameters)).toBe(true);
  });

  test('the decay of the recipe takes its share: η·λ·p a step', async () => {
    const recipe = { epochs: 1, batchSize: 20, learningRate: 0.01, warmUpSteps: 0 };
    const data = toyData(20, 0);
    const { state: plain } = await run({ data, recipe });
    const { state: decayed } = await run({ data, recipe: { ...recipe, weightDecay: 0.5 } });
    const worst = initial.reduce((max, p, i) => {
      const share = plain.parameters[i]! - decayed.parameters[i]!;
      return Math.max(max, Math.abs(share - 0.01 * 0.5 * p));
    }, 0);
    expect(worst).toBeLessThan(1e-6);
  });

  test('without validation the last epoch is kept', async () => {
    const { state } = await run({ data: toyData(20, 0), recipe: { epochs: 2 } });
    expect(state.bestEpoch).toBe(2);
    expect(state.history[0]).not.toHaveProperty('validation');
    expect(sameBits(state.best, state.parameters)).toBe(true);
  });
});

describe('failures', () => {
  test('a loss that is no number stops the run; the state before it is whole', async () => {
    const data = toyData(50, 0);
    const patterns = {
      ...data.patterns,
      read(rows: ArrayLike<number>, out: Float32Array) {
        data.patterns.read(rows, out);
        // The last batch is the only one of ten rows.
        if (rows.length === 10) out.fill(Number.NaN);
      },
    };
    const state = newTrainingState({ classifier: initial }, parseRecipe({}));
    let last = new Float32Array();
    const running = run({ data: { ...data, patterns }, recipe: {}, state }, () => {
      last = state.parameters.slice();
    });
    await expect(running).rejects.toThrow(
      'the loss became NaN in epoch 1, batch 3; the last checkpoint is kept: try a lower learning rate',
    );
    expect(state).toMatchObject({ epoch: 0, batch: 2, rows: 40, history: [] });
    expect(state.adam.steps).toBe(2);
    expect(last.every(Number.isFinite)).toBe(true);
    expect(sameBits(state.parameters, last)).toBe(true);
  });

  test('a last step that ruins the network is not taken for the best', async () => {
    const state = newTrainingState({ classifier: initial }, parseRecipe({}));
    const recipe = { epochs: 1, learningRate: 1e30, finalLearningRate: 1e30, warmUpSteps: 0 };
    const running = run({ data: toyData(20, 6), recipe, state });
    await expect(running).rejects.toThrow(/the validation loss became NaN in epoch 1;/);
    expect(state.history).toEqual([]);
    expect(sameBits(state.best, initial)).toBe(true);
  });

  test('a batch that cannot be read ends the run, though the workers are busy with the one before', async () => {
    const data = toyData(50, 0);
    const patterns = {
      ...data.patterns,
      read(rows: ArrayLike<number>, out: Float32Array) {
        if (rows.length === 10) throw new Error('the disk is gone');
        data.patterns.read(rows, out);
      },
    };
    const running = run({ data: { ...data, patterns }, recipe: {} });
    await expect(running).rejects.toThrow('the disk is gone');
  });

  test('no rows are refused', async () => {
    await expect(run({ data: toyData(0, 5), recipe: {} })).rejects.toThrow(RangeError);
  });
});
