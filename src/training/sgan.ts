import {
  criticGraph,
  discriminatorGradientGraph,
  type GeneratorOptions,
  generatorFor,
  generatorGradientGraph,
  generatorSampleGraph,
} from '../model/index.ts';
import { AdversarialEngine, adamStep } from '../nn/index.ts';
import type { Rng } from '../random/index.ts';
import { addScores, adversarialScores, meanScores } from './adversarialScores.ts';
import { Ahead } from './ahead.ts';
import { unlabelledRowsOf } from './batch.ts';
import { createEpochs } from './epochBatches.ts';
import { GeneratorWatch, normals } from './generatedPatterns.ts';
import {
  checkFinite,
  DivergenceError,
  type EpochSummary,
  type Learner,
  type StepResult,
} from './learner.ts';
import { learningRateAt } from './learningRate.ts';
import { clipGradient, keepParameters } from './optimiser.ts';
import { endlessRows } from './order.ts';
import type { SganRecipe } from './recipe.ts';
import { countHits } from './score.ts';
import { type SganState, zeroSums } from './state.ts';
import type { LearnerOptions } from './supervised.ts';

/** Share by which running statistics follow those of a batch; PyTorch's momentum. */
const MOMENTUM = 0.1;

/**
 * The semi-supervised GAN of Lolla et al., J. Appl. Cryst. 55, 882 (2022), section 2.4. A step sees
 * generated, labelled and unlabelled patterns, a batch of each. The discriminator descends the cross
 * entropy of the labelled ones − log D(unlabelled) − log(1 − D(generated)) (Eq. 3), the generator
 * − log D(generated) (Eq. 2), both from where they stood at the beginning of the step.
 *
 * An epoch is one pass over the labelled patterns; unlabelled ones are gone through without regard to
 * epochs.
 */
export class SganLearner implements Learner {
  readonly batchesAnEpoch: number;
  readonly #options: LearnerOptions;
  readonly #recipe: SganRecipe;
  readonly #sgan: SganState;
  readonly #engine: AdversarialEngine;
  readonly #watch: GeneratorWatch;
  readonly #batchesOf: ReturnType<typeof createEpochs>;
  /** Unlabelled patterns of each step. */
  readonly #unlabelled: Ahead<Float32Array>;
  readonly #latent: number;
  /** The part of the next step that does not wait for the generator. */
  #ahead: RealPart | undefined;
  /** Settled when the generator has taken its last step. */
  #generator: Promise<void> = Promise.resolve();

  private constructor(
    options: LearnerOptions,
    sgan: SganState,
    generator: Required<GeneratorOptions>,
    engine: AdversarialEngine,
  ) {
    const { data, recipe, rng, source } = options;
    this.#options = options;
    this.#recipe = recipe.sgan!;
    this.#sgan = sgan;
    this.#engine = engine;
    this.#latent = generator.latent;
    this.#watch = new GeneratorWatch(data, rng, generator);
    this.#batchesOf = createEpochs(data, recipe, rng, source);
    this.#unlabelled = unlabelledPatterns(options);
    this.batchesAnEpoch = Math.ceil(data.trainingRows.length / recipe.batchSize);
  }

  /** @throws RangeError when recipe and state are not those of a GAN. */
  static async start(options: LearnerOptions): Promise<SganLearner> {
    const { architecture, recipe, state, workers, provider } = options;
    if (recipe.sgan === undefined || state.sgan === undefined) {
      throw new RangeError('a GAN needs recipe.sgan and a state with a generator');
    }
    const { adversarialHead, latent } = recipe.sgan;
    const discriminator = { ...architecture, dropout: recipe.dropout, adversarialHead };
    const generator = generatorFor(architecture.inputLength, latent);
    const engine = await AdversarialEngine.start({
      graphs: {
        discriminator: discriminatorGradientGraph(discriminator),
        critic: criticGraph(discriminator),
        sample: generatorSampleGraph(generator),
        generator: generatorGradientGraph(generator),
      },
      batchSize: recipe.batchSize,
      workers,
      provider,
    });
    engine.discriminator.set(state.parameters);
    engine.generator.set(state.sgan.generator.parameters);
    return new SganLearner(options, state.sgan, generator, engine);
  }

  async step(epoch: number, batch: number): Promise<StepResult> {
    const engine = this.#engine;
    const step = epoch * this.batchesAnEpoch + batch;
    const real = this.#ahead?.step === step ? this.#ahead : await this.#startReal(epoch, batch);
    this.#ahead = undefined;
    await this.#generator;
    const stream = this.#batchesOf(epoch).rng.fork(`generated ${batch}`);
    await engine.generate(normals(stream, this.#options.recipe.batchSize * this.#latent));
    await Promise.all([real.done, engine.judgeGenerated(this.#generatedTargets(stream))]);

    const { loss, logits } = engine.labelledAnswer();
    checkFinite(loss, epoch, batch);
    const scores = adversarialScores(engine, epoch, batch);
    this.#updateDiscriminator(epoch, batch);
    addScores(this.#sgan.sums, scores);
    this.#generator = this.#updateGenerator(epoch, batch);
    // Whoever waits for it hears of a failure; nobody may, if the run ends before.
    this.#generator.catch(() => {});
    if (batch + 1 < this.batchesAnEpoch) this.#ahead = await this.#startReal(epoch, batch + 1);
    const classes = this.#options.data.classes.length;
    return {
      rows: logits.length / classes,
      loss,
      hits: countHits(logits, real.target, classes),
    };
  }

  /** Waits until the generator has taken its last step. */
  settle(): Promise<void> {
    return this.#generator;
  }

  async closeEpoch(): Promise<EpochSummary> {
    const { sums, generator } = this.#sgan;
    const generated = await this.#watch.generate(generator);
    const diversity = this.#watch.measure(generated);
    if (!Number.isFinite(diversity.nearestDistance)) {
      const epoch = this.#options.state.epoch + 1;
      throw new DivergenceError(`the generated patterns are no numbers after epoch ${epoch}`);
    }
    const means = meanScores(sums, this.batchesAnEpoch);
    Object.assign(sums, zeroSums());
    return { adversarial: { ...means, ...diversity }, generated };
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#ahead?.done, this.#generator]);
    await this.#engine.close();
  }

  /** Begins what a step computes of real patterns. */
  async #startReal(epoch: number, batch: number): Promise<RealPart> {
    const { recipe } = this.#options;
    const batches = this.#batchesOf(epoch);
    const { x, target } = await batches.at(batch);
    const step = epoch * this.batchesAnEpoch + batch;
    const unlabelled = await this.#unlabelled.take(step);
    const stream = batches.rng.fork(`unlabelled ${batch}`);
    const done = this.#engine.learnReal({
      labelled: x,
      target,
      unlabelled,
      unlabelledTarget: this.#targets(recipe.batchSize, 1, stream),
      adversarialWeight: this.#recipe.adversarialWeight,
      seed: batches.rng.fork(`dropout ${batch}`).bits32(),
    });
    // Its failure is told where it is waited for.
    done.catch(() => {});
    batches.prepareAfter(batch);
    const last = recipe.epochs * this.batchesAnEpoch;
    this.#unlabelled.prepare(step + 1, Math.min(last, step + 1 + this.#options.source.ahead));
    return { step, done, target };
  }

  #generatedTargets(stream: Rng) {
    const { batchSize } = this.#options.recipe;
    return {
      target: this.#targets(batchSize, 0, stream),
      goal: this.#targets(batchSize, 1, stream),
      adversarialWeight: this.#recipe.adversarialWeight,
      seed: stream.fork('dropout').bits32(),
    };
  }

  /** Targets of 1 (real) or 0 (generated), drawn up to the recipe's smoothing away from it. */
  #targets(count: number, target: 0 | 1, stream: Rng): Float32Array {
    const { targetSmoothing } = this.#recipe;
    if (targetSmoothing === 0) return new Float32Array(count).fill(target);
    return Float32Array.from({ length: count }, () =>
      Math.abs(target - targetSmoothing * stream.uniform()),
    );
  }

  #updateDiscriminator(epoch: number, batch: number): void {
    const { recipe, state } = this.#options;
    const parameters = this.#engine.discriminator;
    const updates = this.#discriminatorUpdates(epoch * this.batchesAnEpoch + batch);
    for (const { gradient } of updates) {
      checkFinite(clipGradient(gradient, recipe.gradientClip), epoch, batch, 'the gradient');
    }
    for (const { adam, gradient, rate } of updates) {
      adamStep(adam, parameters, gradient, rate, recipe);
    }
    keepParameters(state, parameters, recipe);
  }

  /** One Adam for the whole loss, or one for each of its parts. */
  #discriminatorUpdates(step: number) {
    const { recipe, state } = this.#options;
    const { adversarialAdam } = this.#sgan;
    const { adversarialLearningRate } = this.#recipe;
    const rate = this.#rateAt(step);
    const gradientOf = (...parts: Parameters<AdversarialEngine['sumGradients']>[0]) => {
      const gradient = new Float32Array(state.parameters.length);
      this.#engine.sumGradients(parts, gradient);
      return gradient;
    };
    if (adversarialAdam === undefined || adversarialLearningRate === undefined) {
      const gradient = gradientOf('labelled', 'unlabelled', 'generated');
      return [{ adam: state.adam, gradient, rate }];
    }
    return [
      { adam: state.adam, gradient: gradientOf('labelled'), rate },
      {
        adam: adversarialAdam,
        gradient: gradientOf('unlabelled', 'generated'),
        rate: (rate / recipe.learningRate) * adversarialLearningRate,
      },
    ];
  }

  async #updateGenerator(epoch: number, batch: number): Promise<void> {
    const { recipe } = this.#options;
    const { parameters, adam, statistics } = this.#sgan.generator;
    const engine = this.#engine;
    await engine.learnGenerator();
    const gradient = engine.generatorGradient;
    const norm = clipGradient(gradient, recipe.gradientClip);
    checkFinite(norm, epoch, batch, 'the gradient of the generator');
    const share = this.#rateAt(epoch * this.batchesAnEpoch + batch) / recipe.learningRate;
    const rate = share * this.#recipe.generatorLearningRate;
    adamStep(adam, engine.generator, gradient, rate, recipe);
    parameters.set(engine.generator);
    for (let i = 0; i < statistics.length; i++) {
      statistics[i]! += MOMENTUM * (engine.statistics[i]! - statistics[i]!);
    }
  }

  #rateAt(step: number): number {
    const { recipe } = this.#options;
    return learningRateAt(step, recipe.epochs * this.batchesAnEpoch, recipe);
  }
}

function unlabelledPatterns({ data, recipe, rng, source }: LearnerOptions): Ahead<Float32Array> {
  const rows = unlabelledRowsOf(data);
  const rowsFrom = endlessRows(rows, rng.fork('unlabelled'));
  const { batchSize } = recipe;
  return new Ahead((step) => {
    const first = step * batchSize;
    const views = Array.from(rowsFrom(first, batchSize), (row, i) => {
      const pass = Math.floor((first + i) / rows.length);
      return { row, name: `unlabelled, pass ${pass + 1}, row ${row}` };
    });
    return source.read(views);
  });
}

/** What of a step is under way before its turn. */
interface RealPart {
  readonly step: number;
  readonly done: Promise<void>;
  /** Of its labelled rows. */
  readonly target: Float32Array;
}
