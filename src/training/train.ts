import { type Architecture, forwardGraph, gradientGraph } from '../model/index.ts';
import { adamStep, GradientEngine, openClassifier } from '../nn/index.ts';
import type { Rng } from '../random/index.ts';
import { type Batch, createBatchMaker, type TrainingData } from './batch.ts';
import { epochOrder, epochStream } from './epochOrder.ts';
import { learningRateAt } from './learningRate.ts';
import type { Recipe } from './recipe.ts';
import { countHits, score } from './score.ts';
import type { EpochRecord, TrainingState, ValidationScore } from './state.ts';

/** What happens in a run, in order; `state` is live: save it before asking for the next event. */
export type TrainingEvent =
  | {
      readonly kind: 'step';
      /** Step of the whole run, from 1, and how many there will be. */
      readonly step: number;
      readonly totalSteps: number;
      readonly rows: number;
      readonly loss: number;
      readonly learningRate: number;
    }
  | { readonly kind: 'checkpoint'; readonly state: TrainingState }
  | { readonly kind: 'epoch'; readonly record: EpochRecord; readonly state: TrainingState }
  | { readonly kind: 'interrupted'; readonly state: TrainingState }
  | { readonly kind: 'finished'; readonly state: TrainingState };

export interface TrainOptions {
  readonly architecture: Architecture;
  readonly recipe: Recipe;
  /** Where to begin: `newTrainingState(…)`, or the saved state of an interrupted run. Changed in place. */
  readonly state: TrainingState;
  /** Threads. @default 2 */
  readonly workers?: number;
  /** Stops after the step under way. */
  readonly signal?: AbortSignal;
}

/**
 * Supervised training by Adam on the cross entropy, as a stream of events.
 *
 * The result depends on data, recipe, state and the seed of `rng` alone: not on the number of
 * workers, nor on where a run was interrupted, since every epoch and step draws from a stream of
 * its own name.
 *
 * @throws Error when the loss is no longer finite: the last saved state is still good.
 * @throws RangeError when there are no training rows.
 */
export async function* train(
  data: TrainingData,
  rng: Rng,
  options: TrainOptions,
): AsyncGenerator<TrainingEvent, void, void> {
  const { architecture, recipe, state, workers = 2 } = options;
  if (data.trainingRows.length === 0) throw new RangeError('there are no rows to train on');
  const engine = await GradientEngine.start(gradientGraph(architecture, recipe.dropout), {
    workers,
    batchSize: recipe.batchSize,
  });
  try {
    engine.parameters.set(state.parameters);
    while (state.epoch < recipe.epochs) {
      for await (const event of trainEpoch(data, rng, engine, options)) {
        yield event;
        if (event.kind === 'interrupted') return;
      }
      const validation = await validate(data, architecture, state.parameters, workers);
      if (validation !== undefined && !Number.isFinite(validation.loss)) {
        throw divergence(
          `the validation loss became ${validation.loss} in epoch ${state.epoch + 1}`,
        );
      }
      const record = closeEpoch(state, recipe, data, validation);
      yield { kind: 'epoch', record, state };
    }
    yield { kind: 'finished', state };
  } finally {
    await engine.close();
  }
}

/** The rest of the epoch under way. */
async function* trainEpoch(
  data: TrainingData,
  rng: Rng,
  engine: GradientEngine,
  { recipe, state, signal }: TrainOptions,
): AsyncGenerator<TrainingEvent, void, void> {
  const epochRng = epochStream(rng, state.epoch + 1);
  const batchAt = epochBatches(data, recipe, epochRng);
  const batches = batchesAnEpoch(data, recipe);
  const totalSteps = recipe.epochs * batches;
  let batch = await batchAt(state.batch);
  while (batch !== undefined) {
    if (signal?.aborted) {
      yield { kind: 'interrupted', state };
      return;
    }
    const { x, target } = batch;
    const step = state.epoch * batches + state.batch;
    const seed = epochRng.fork(`dropout ${state.batch}`).bits32();
    // The next batch is read while the workers compute.
    const [{ loss, logits }, next] = await Promise.all([
      engine.computeGradient(x, target, seed),
      batchAt(state.batch + 1),
    ]);
    batch = next;
    if (!Number.isFinite(loss)) {
      const where = `epoch ${state.epoch + 1}, batch ${state.batch + 1}`;
      throw divergence(`the loss became ${loss} in ${where}`);
    }
    const learningRate = learningRateAt(step, totalSteps, recipe);
    adamStep(state.adam, engine.parameters, engine.gradient, learningRate, recipe);
    state.parameters.set(engine.parameters);
    const rows = logits.length / data.classes.length;
    state.batch++;
    state.rows += rows;
    state.lossSum += loss * rows;
    state.hits += countHits(logits, target, data.classes.length);
    yield { kind: 'step', step: step + 1, totalSteps, rows, loss, learningRate };
    if (state.batch % recipe.checkpointSteps === 0) yield { kind: 'checkpoint', state };
  }
}

/** The batches of an epoch by number, undefined after the last. */
function epochBatches(
  data: TrainingData,
  recipe: Recipe,
  epochRng: Rng,
): (b: number) => Promise<Batch | undefined> {
  const order = epochOrder(data, epochRng);
  const makeBatch = createBatchMaker(data, recipe);
  return async (b) => {
    const rows = order.subarray(b * recipe.batchSize, (b + 1) * recipe.batchSize);
    if (rows.length === 0) return undefined;
    return makeBatch(rows, epochRng.fork(`batch ${b}`));
  };
}

const batchesAnEpoch = (data: TrainingData, recipe: Recipe): number =>
  Math.ceil(data.trainingRows.length / recipe.batchSize);

const divergence = (what: string): Error =>
  new Error(`${what}; the last checkpoint is kept: try a lower learning rate`);

async function validate(
  data: TrainingData,
  architecture: Architecture,
  parameters: Float32Array,
  threads: number,
): Promise<ValidationScore | undefined> {
  if (data.validationRows.length === 0) return undefined;
  const bytes = forwardGraph(architecture, parameters);
  const classifier = await openClassifier(bytes, data.patterns.length, { threads });
  try {
    return await score(classifier, data, data.validationRows);
  } finally {
    await classifier.close();
  }
}

/** Books a finished epoch; the best one by validation top-1 (without validation: the last) is kept. */
function closeEpoch(
  state: TrainingState,
  recipe: Recipe,
  data: TrainingData,
  validation: ValidationScore | undefined,
): EpochRecord {
  const batches = batchesAnEpoch(data, recipe);
  const epoch = state.epoch + 1;
  const record: EpochRecord = {
    epoch,
    trainingLoss: state.lossSum / state.rows,
    trainingTop1: state.hits / state.rows,
    learningRate: learningRateAt(epoch * batches - 1, recipe.epochs * batches, recipe),
    ...(validation && { validation }),
  };
  const top1 = (r: EpochRecord | undefined) => r?.validation?.top1 ?? 0;
  if (top1(record) >= top1(state.history[state.bestEpoch - 1])) {
    state.best.set(state.parameters);
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
