import { type Architecture, gradientGraph } from '../model/index.ts';
import { adamStep, GradientEngine, type Provider } from '../nn/index.ts';
import type { Rng } from '../random/index.ts';
import type { BatchSource, TrainingData } from './batch.ts';
import { createEpochs } from './epochBatches.ts';
import { checkFinite, type EpochSummary, type Learner, type StepResult } from './learner.ts';
import { learningRateAt } from './learningRate.ts';
import { clipGradient, keepParameters } from './optimiser.ts';
import type { Recipe } from './recipe.ts';
import { countHits } from './score.ts';
import type { TrainingState } from './state.ts';

export interface LearnerOptions {
  readonly data: TrainingData;
  /** Of the patterns that are trained on. */
  readonly source: BatchSource;
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
  readonly #batchesOf: ReturnType<typeof createEpochs>;

  private constructor(options: LearnerOptions, engine: GradientEngine) {
    const { data, recipe, rng, source } = options;
    this.#options = options;
    this.#engine = engine;
    this.#batchesOf = createEpochs(data, recipe, rng, source);
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
    const computed = this.#engine.computeGradient(x, target, seed);
    // The next batches are read while the workers compute.
    batches.prepareAfter(batch);
    const { loss, logits } = await computed;
    checkFinite(loss, epoch, batch);
    const step = epoch * this.batchesAnEpoch + batch;
    const rate = learningRateAt(step, recipe.epochs * this.batchesAnEpoch, recipe);
    const { parameters, gradient } = this.#engine;
    checkFinite(clipGradient(gradient, recipe.gradientClip), epoch, batch, 'the gradient');
    adamStep(state.adam, parameters, gradient, rate, recipe);
    keepParameters(state, parameters, recipe);
    const classes = data.classes.length;
    return { rows: logits.length / classes, loss, hits: countHits(logits, target, classes) };
  }

  async settle(): Promise<void> {}

  async closeEpoch(): Promise<EpochSummary> {
    return {};
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}
