import {
  type AdversarialGraphs,
  arraySizes,
  blockPlace,
  blocksOf,
  criticTask,
  discriminatorTask,
  firstRow,
  generatorTask,
  type Pass,
  type RowPart,
  type StepSizes,
  sampleTask,
} from './adversarialTasks.ts';
import { checkTargets, wholeRows } from './batchChecks.ts';
import { GraphPool } from './graphPool.ts';
import { type CutOptions, cutBatch } from './provider.ts';

// L points, K classes

/** A batch is one of the three parts of a step; micro-batches are the discriminator's. */
export interface AdversarialEngineOptions extends CutOptions {
  readonly graphs: AdversarialGraphs;
}

/** Patterns that were not generated. */
export interface RealRows {
  /** rows × L */
  readonly labelled: Float32Array;
  /** rows × K */
  readonly target: Float32Array;
  /** rows × L */
  readonly unlabelled: Float32Array;
  /** One for each unlabelled row, 1 for real. */
  readonly unlabelledTarget: Float32Array;
  /** Weight of the adversarial loss beside the cross entropy. */
  readonly adversarialWeight: number;
  /** Fixes the dropout masks. */
  readonly seed: number;
}

/** What generated patterns are taken for (0: generated), and should be for the generator (1: real). */
export interface GeneratedTargets {
  readonly target: Float32Array;
  readonly goal: Float32Array;
  readonly adversarialWeight: number;
  readonly seed: number;
}

/** Mean loss of one part of a step's rows, and mean D = σ(a) over them. */
export interface AdversarialScore {
  readonly loss: number;
  readonly d: number;
}

/**
 * Computes the gradients of both networks on several threads. The discriminator works in
 * micro-batches, summed in their own order; the generator, whose batch norms look at the whole
 * batch, in one piece. So results are the same to the last bit whatever the number of workers, and
 * the generator's gradient can be computed while the discriminator sees the next real patterns.
 */
export class AdversarialEngine {
  /** Weights of the discriminator. Written by the caller while no gradient is computed. */
  readonly discriminator: Float32Array;
  /** Weights of the generator. Written by the caller while no pattern is generated. */
  readonly generator: Float32Array;
  /** Of the last generated batch. */
  readonly statistics: Float32Array;
  readonly generatorGradient: Float32Array;

  readonly #sizes: StepSizes;
  readonly #pool: GraphPool;
  /** Rows of each part of the step under way. */
  readonly #rows: Record<RowPart, number> = { labelled: 0, unlabelled: 0, generated: 0 };
  #passes = 0;

  private constructor(sizes: StepSizes, pool: GraphPool) {
    this.#sizes = sizes;
    this.#pool = pool;
    this.discriminator = pool.array('discriminator');
    this.generator = pool.array('generator');
    this.statistics = pool.array('statistics');
    this.generatorGradient = pool.array('generatorGradient');
  }

  /** Starts the workers; each compiles the graphs (some seconds). */
  static async start(options: AdversarialEngineOptions): Promise<AdversarialEngine> {
    const { graphs } = options;
    const sizes = { ...cutBatch(options), graphs };
    const { batchSize, microBatch, maskRows, workers, provider } = sizes;
    const { discriminator, critic, sample, generator } = graphs;
    const pool = await GraphPool.start({
      graphs: {
        discriminator: { ...discriminator, samples: microBatch, maskSamples: maskRows },
        critic: { ...critic, samples: microBatch, maskSamples: maskRows },
        sample: { ...sample, samples: batchSize, first: true },
        generator: { ...generator, samples: batchSize, first: true },
      },
      arrays: arraySizes(sizes),
      workers,
      provider,
    });
    return new AdversarialEngine(sizes, pool);
  }

  /**
   * Computes the discriminator's gradient on patterns that were not generated.
   *
   * @throws RangeError when a part has no rows, too many, or not as many targets.
   */
  async learnReal(real: RealRows): Promise<void> {
    const { inputLength, classes } = this.#sizes.graphs.discriminator;
    const { batchSize } = this.#sizes;
    const labelled = wholeRows(real.labelled, inputLength, batchSize);
    const unlabelled = wholeRows(real.unlabelled, inputLength, batchSize);
    checkTargets(real.target, labelled, classes);
    checkTargets(real.unlabelledTarget, unlabelled, 1);
    const pool = this.#pool;
    pool.array('x').set(real.labelled);
    pool.array('x').set(real.unlabelled, firstRow(this.#sizes, 'unlabelled') * inputLength);
    pool.array('target').set(real.target);
    this.#setRows('labelled', labelled, [1 / labelled, 0]);
    const weight = real.adversarialWeight / unlabelled;
    this.#setRows('unlabelled', unlabelled, [0, weight], real.unlabelledTarget);
    const pass = { number: ++this.#passes, seed: real.seed };
    await Promise.all([this.#runBlocks('labelled', pass), this.#runBlocks('unlabelled', pass)]);
  }

  /**
   * Generates as many patterns as `z` has rows. They stay with the engine.
   *
   * @throws RangeError when `z` has no rows or too many.
   */
  async generate(z: Float32Array): Promise<void> {
    const { graphs, batchSize } = this.#sizes;
    const rows = wholeRows(z, graphs.sample.latent, batchSize);
    this.#rows.generated = rows;
    this.#pool.array('z').set(z);
    await this.#pool.run(sampleTask(this.#sizes, rows));
  }

  /**
   * Computes what the generated patterns teach: the discriminator, and through it the generator.
   *
   * @throws RangeError when there are not as many targets as patterns.
   */
  async judgeGenerated(targets: GeneratedTargets): Promise<void> {
    const { target, goal, adversarialWeight, seed } = targets;
    const rows = this.#rows.generated;
    checkTargets(target, rows, 1);
    checkTargets(goal, rows, 1);
    this.#setRows('generated', rows, [0, adversarialWeight / rows], target);
    this.#pool.array('goal').set(goal);
    this.#pool.array('goalWeights').fill(1 / rows);
    const number = ++this.#passes;
    // The critic goes first: the generator waits for it.
    const critic = blocksOf(this.#sizes, rows).map((block) =>
      this.#pool.run(criticTask(this.#sizes, block, rows, { number, seed: seed + 1 })),
    );
    await Promise.all([...critic, this.#runBlocks('generated', { number, seed })]);
  }

  /** Carries the critic's gradient on to the generator's parameters: `generatorGradient`. */
  async learnGenerator(): Promise<void> {
    await this.#pool.run(generatorTask(this.#sizes, this.#rows.generated));
  }

  /** Adds the gradients of some parts of the rows into `sum`. */
  sumGradients(parts: readonly RowPart[], sum: Float32Array): void {
    const pool = this.#pool;
    const [gradients, partSums] = [pool.array('gradients'), pool.array('partSums')];
    parts.forEach((name, i) => {
      const first = blockPlace(this.#sizes, name, 0) * sum.length;
      const blocks = blocksOf(this.#sizes, this.#rows[name]).length;
      const partSum = partSums.subarray(i * sum.length, (i + 1) * sum.length);
      pool.sumBlocks(gradients.subarray(first), blocks, partSum);
    });
    pool.sumBlocks(partSums, parts.length, pool.array('gradientSum'));
    sum.set(pool.array('gradientSum'));
  }

  /** Mean cross entropy and logits (rows × K) of the labelled rows. */
  labelledAnswer(): { readonly loss: number; readonly logits: Float32Array } {
    const { classes } = this.#sizes.graphs.discriminator;
    const rows = this.#rows.labelled;
    const losses = this.#pool.array('losses');
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += losses[2 * row]!;
    return { loss: sum / rows, logits: this.#pool.array('logits').slice(0, rows * classes) };
  }

  adversarialScore(part: 'unlabelled' | 'generated'): AdversarialScore {
    const first = firstRow(this.#sizes, part);
    const losses = this.#pool.array('losses');
    const logits = this.#pool.array('adversarialLogits');
    return meanScore(this.#rows[part], (row) => [
      losses[2 * (first + row) + 1]!,
      logits[first + row]!,
    ]);
  }

  /** The generator's loss. */
  generatorScore(): AdversarialScore {
    const losses = this.#pool.array('criticLosses');
    const logits = this.#pool.array('criticLogits');
    return meanScore(this.#rows.generated, (row) => [losses[row]!, logits[row]!]);
  }

  /** Ends the workers after what they are at. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  #setRows(
    part: RowPart,
    rows: number,
    weights: readonly [number, number],
    adversarialTarget: Float32Array = new Float32Array(rows),
  ): void {
    this.#rows[part] = rows;
    const first = firstRow(this.#sizes, part);
    const rowWeights = this.#pool.array('rowWeights');
    for (let row = first; row < first + rows; row++) rowWeights.set(weights, 2 * row);
    this.#pool.array('adversarialTarget').set(adversarialTarget, first);
  }

  async #runBlocks(part: RowPart, pass: Pass): Promise<void> {
    const rows = this.#rows[part];
    const blocks = blocksOf(this.#sizes, rows);
    await Promise.all(
      blocks.map((block) =>
        this.#pool.run(discriminatorTask(this.#sizes, part, block, rows, pass)),
      ),
    );
  }
}

function meanScore(
  rows: number,
  at: (row: number) => readonly [loss: number, logit: number],
): AdversarialScore {
  let loss = 0;
  let d = 0;
  for (let row = 0; row < rows; row++) {
    const [rowLoss, logit] = at(row);
    loss += rowLoss / rows;
    d += 1 / (1 + Math.exp(-logit)) / rows;
  }
  return { loss, d };
}
