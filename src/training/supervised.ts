import { type Architecture, gradientGraph } from '../model/index.ts';
import { GradientEngine, type Provider } from '../nn/index.ts';
import type { Rng } from '../random/index.ts';
import { type Batch, createBatchMaker, type TrainingData } from './batch.ts';
import { checkFinite, type EpochSummary, type Learner, type StepResult } from './learner.ts';
import { learningRateAt } from './learningRate.ts';
import { updateAverage, updateParameters } from './optimiser.ts';
import { epochOrder } from './order.ts';
import type { Recipe } from './recipe.ts';
import { countHits } from './score.ts';
import type { TrainingState } from './state.ts';

export interface LearnerOptions {
  readonly data: TrainingData;
  /** The run's stream; every epoch and step draws from a stream of its own name. */
  readonly rng: Rng;
  readonly architecture: Architecture;
  readonly recipe: Recipe;
  /** Changed in place. */
  readonly state: TrainingState;
  readonly workers: number;
  readonly provider: Provider;
}

/** Adam on the cross entropy of labelled patterns. */
export class SupervisedLearner implements Learner {
  readonly batchesAnEpoch: number;
  readonly #options: LearnerOptions;
  readonly #engine: GradientEngine;
  readonly #makeBatch: ReturnType<typeof createBatchMaker>;
  #epoch: EpochBatches | undefined;

  private constructor(options: LearnerOptions, engine: GradientEngine) {
    const { data, recipe } = options;
    this.#options = options;
    this.#engine = engine;
    this.#makeBatch = createBatchMaker(data, recipe);
    this.batchesAnEpoch = Math.ceil(data.trainingRows.length / recipe.batchSize);
  }

  static async start(options: LearnerOptions): Promise<SupervisedLearner> {
    const { architecture, recipe, workers, provider, state } = options;
    const engine = await GradientEngine.start(gradientGraph(architecture, recipe.dropout), {
      workers,
      provider,
      batchSize: recipe.batchSize,
    });
    engine.parameters.set(state.parameters);
    return new SupervisedLearner(options, engine);
  }

  async step(epoch: number, batch: number): Promise<StepResult> {
    const { recipe, state, data } = this.#options;
    const batches = this.#batchesOf(epoch);
    const { x, target } = await batches.at(batch);
    const seed = batches.rng.fork(`dropout ${batch}`).bits32();
    // The next batch is read while the workers compute.
    const [{ loss, logits }] = await Promise.all([
      this.#engine.computeGradient(x, target, seed),
      batches.prepare(batch + 1),
    ]);
    checkFinite(loss, epoch, batch);
    const step = epoch * this.batchesAnEpoch + batch;
    const rate = learningRateAt(step, recipe.epochs * this.batchesAnEpoch, recipe);
    const { parameters, gradient } = this.#engine;
    updateParameters(parameters, gradient, state.adam, rate, recipe);
    state.parameters.set(parameters);
    if (state.average) {
      updateAverage(state.average, parameters, recipe.averageDecay ?? 0, state.adam.steps);
    }
    const classes = data.classes.length;
    return { rows: logits.length / classes, loss, hits: countHits(logits, target, classes) };
  }

  #batchesOf(epoch: number): EpochBatches {
    if (this.#epoch?.number !== epoch) {
      const { data, recipe, rng } = this.#options;
      this.#epoch = new EpochBatches(epoch, data, recipe, rng, this.#makeBatch);
    }
    return this.#epoch!;
  }

  async settle(): Promise<void> {}

  async closeEpoch(): Promise<EpochSummary> {
    return {};
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}

/** The labelled batches of one epoch by number; the next one may be prepared ahead. */
export class EpochBatches {
  readonly number: number;
  readonly rng: Rng;
  readonly #order: Uint32Array;
  readonly #batchSize: number;
  readonly #makeBatch: (rows: Uint32Array, rng: Rng) => Batch;
  #ahead: { readonly batch: number; readonly made: Batch } | undefined;

  constructor(
    epoch: number,
    data: TrainingData,
    { batchSize, classBalance }: Recipe,
    rng: Rng,
    makeBatch: (rows: Uint32Array, rng: Rng) => Batch,
  ) {
    this.number = epoch;
    this.rng = rng.fork(`epoch ${epoch + 1}`);
    this.#order = epochOrder(data.trainingRows, data.labels, classBalance, this.rng.fork('order'));
    this.#batchSize = batchSize;
    this.#makeBatch = makeBatch;
  }

  async at(batch: number): Promise<Batch> {
    const ahead = this.#ahead;
    return ahead?.batch === batch ? ahead.made : this.#make(batch);
  }

  /** Makes a batch now, if the epoch has it, so that `at` need not. */
  async prepare(batch: number): Promise<void> {
    if (batch * this.#batchSize >= this.#order.length) return;
    this.#ahead = { batch, made: this.#make(batch) };
  }

  #make(batch: number): Batch {
    const first = batch * this.#batchSize;
    const rows = this.#order.subarray(first, first + this.#batchSize);
    return this.#makeBatch(rows, this.rng.fork(`batch ${batch}`));
  }
}
