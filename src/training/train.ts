import { type Architecture, classifierPart, forwardGraph } from '../model/index.ts';
import { openParallelClassifier, type Provider } from '../nn/index.ts';
import type { Rng } from '../random/index.ts';
import type { BatchSource, TrainingData } from './batch.ts';
import { DivergenceError, type EpochSummary, type Learner } from './learner.ts';
import { learningRateAt } from './learningRate.ts';
import { methodOf, type Recipe } from './recipe.ts';
import { score } from './score.ts';
import { SganLearner } from './sgan.ts';
import {
  currentWeights,
  type EpochRecord,
  type TrainingState,
  type ValidationScore,
} from './state.ts';
import { storedSource } from './storedSource.ts';
import { type LearnerOptions, SupervisedLearner } from './supervised.ts';

/** What happens in a run, in order; `state` is live: save it before asking for the next event. */
export type TrainingEvent =
  | {
      readonly kind: 'step';
      /** Step of the whole run, from 1, and how many there will be. */
      readonly step: number;
      readonly totalSteps: number;
      /** Labelled rows. */
      readonly rows: number;
      readonly loss: number;
      readonly learningRate: number;
    }
  | { readonly kind: 'checkpoint'; readonly state: TrainingState }
  | {
      readonly kind: 'epoch';
      readonly record: EpochRecord;
      readonly state: TrainingState;
      /** Some generated patterns of a GAN, rows × points. */
      readonly generated?: Float32Array;
    }
  | { readonly kind: 'interrupted'; readonly state: TrainingState }
  | { readonly kind: 'finished'; readonly state: TrainingState };

export interface TrainOptions {
  readonly architecture: Architecture;
  readonly recipe: Recipe;
  /** Where to begin: `newTrainingState(…)`, or the saved state of an interrupted run. Changed in place. */
  readonly state: TrainingState;
  /** Of the patterns to train on. @default the stored ones, augmented as the recipe says */
  readonly source?: BatchSource;
  /** Threads. @default 2 */
  readonly workers?: number;
  /** What of ONNX Runtime computes. @default 'cpu' */
  readonly provider?: Provider;
  /** Stops after the step under way. */
  readonly signal?: AbortSignal;
}

/**
 * Training as a stream of events: supervised, or of a semi-supervised GAN where the recipe has one.
 *
 * The result depends on data, recipe, state and the seed of `rng` alone: not on the number of
 * workers, nor on where a run was interrupted, since every epoch and step draws from a stream of
 * its own name.
 *
 * @throws DivergenceError when a loss or a gradient is no longer finite: the last saved state is still good.
 * @throws RangeError when there are no training rows.
 */
export async function* train(
  data: TrainingData,
  rng: Rng,
  options: TrainOptions,
): AsyncGenerator<TrainingEvent, void, void> {
  const { recipe, state, workers = 2, provider = 'cpu' } = options;
  if (data.trainingRows.length === 0) throw new RangeError('there are no rows to train on');
  const { source = storedSource(data, recipe, rng) } = options;
  const learner = await startLearner({ ...options, data, rng, workers, provider, source });
  try {
    while (state.epoch < recipe.epochs) {
      for await (const event of trainEpoch(learner, options)) {
        yield event;
        if (event.kind === 'interrupted') return;
      }
      yield await closeEpoch(learner, data, options, workers);
    }
    yield { kind: 'finished', state };
  } finally {
    await learner.close();
  }
}

function startLearner(options: LearnerOptions): Promise<Learner> {
  switch (methodOf(options.recipe)) {
    case 'supervised':
      return SupervisedLearner.start(options);
    case 'sgan':
      return SganLearner.start(options);
  }
}

/** The rest of the epoch under way. */
async function* trainEpoch(
  learner: Learner,
  { recipe, state, signal }: TrainOptions,
): AsyncGenerator<TrainingEvent, void, void> {
  const batches = learner.batchesAnEpoch;
  const totalSteps = recipe.epochs * batches;
  while (state.batch < batches) {
    if (signal?.aborted) {
      await learner.settle();
      yield { kind: 'interrupted', state };
      return;
    }
    const step = state.epoch * batches + state.batch;
    const { rows, loss, hits } = await learner.step(state.epoch, state.batch);
    state.batch++;
    state.rows += rows;
    state.lossSum += loss * rows;
    state.hits += hits;
    const learningRate = learningRateAt(step, totalSteps, recipe);
    yield { kind: 'step', step: step + 1, totalSteps, rows, loss, learningRate };
    if (state.batch % recipe.checkpointSteps === 0) {
      await learner.settle();
      yield { kind: 'checkpoint', state };
    }
  }
}

/** Validates, and books the finished epoch. */
async function closeEpoch(
  learner: Learner,
  data: TrainingData,
  { architecture, recipe, state }: TrainOptions,
  threads: number,
): Promise<TrainingEvent> {
  await learner.settle();
  const validation = await validate(data, architecture, currentWeights(state), threads);
  if (validation !== undefined && !Number.isFinite(validation.loss)) {
    throw new DivergenceError(
      `the validation loss became ${validation.loss} in epoch ${state.epoch + 1}`,
    );
  }
  const summary = await learner.closeEpoch();
  const rates = { batches: learner.batchesAnEpoch, recipe };
  const record = bookEpoch(state, rates, validation, summary);
  const { generated } = summary;
  return { kind: 'epoch', record, state, ...(generated && { generated }) };
}

async function validate(
  data: TrainingData,
  architecture: Architecture,
  weights: Float32Array,
  threads: number,
): Promise<ValidationScore | undefined> {
  if (data.validationRows.length === 0) return undefined;
  const bytes = forwardGraph(architecture, classifierPart(architecture, weights));
  const classifier = await openParallelClassifier(bytes, architecture, threads);
  try {
    return await score(classifier, data, data.validationRows);
  } finally {
    await classifier.close();
  }
}

/** Books a finished epoch; the best one by validation top-1 (without validation: the last) is kept. */
function bookEpoch(
  state: TrainingState,
  { batches, recipe }: { readonly batches: number; readonly recipe: Recipe },
  validation: ValidationScore | undefined,
  { adversarial }: EpochSummary,
): EpochRecord {
  const epoch = state.epoch + 1;
  const record: EpochRecord = {
    epoch,
    trainingLoss: state.lossSum / state.rows,
    trainingTop1: state.hits / state.rows,
    learningRate: learningRateAt(epoch * batches - 1, recipe.epochs * batches, recipe),
    ...(validation && { validation }),
    ...(adversarial && { adversarial }),
  };
  const top1 = (r: EpochRecord | undefined) => r?.validation?.top1 ?? 0;
  if (top1(record) >= top1(state.history[state.bestEpoch - 1])) {
    state.best.set(currentWeights(state));
    state.bestEpoch = epoch;
  }
  state.history = [...state.history, record];
  state.epoch = epoch;
  state.batch = 0;
  state.lossSum = 0;
  state.hits = 0;
  state.rows = 0;
  return record;
}
