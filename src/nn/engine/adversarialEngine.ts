import type { GradientGraph, NetworkGraph } from '../gradientGraph.ts';
import { sumBlocks } from './gradientEngine.ts';
import { GraphPool, type Part, type Provider } from './graphPool.ts';

// B batch, L points, K classes, N parameters of the discriminator

/** The four graphs of a generative adversarial network whose discriminator also names classes. */
export interface AdversarialGraphs {
  /** Classes, adversarial logit and the gradient of all parameters. */
  readonly discriminator: GradientGraph;
  /** The adversarial loss with its gradient for the patterns. */
  readonly critic: GradientGraph;
  /** Latent numbers → patterns and batch statistics. */
  readonly sample: GeneratorNetwork;
  /** Gradient for patterns → gradient for the generator's parameters. */
  readonly generator: GeneratorNetwork;
}

export interface GeneratorNetwork extends NetworkGraph {
  readonly latent: number;
  readonly statisticCount: number;
}

export interface AdversarialEngineOptions {
  readonly graphs: AdversarialGraphs;
  /** Most rows of each of the three parts of a step. */
  readonly batchSize: number;
  /** @default 2 */
  readonly workers?: number;
  /** Rows of the discriminator's micro-batches. @default 8 */
  readonly microBatch?: number;
  /** @default 'cpu' */
  readonly provider?: Provider;
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

const PARTS = ['labelled', 'unlabelled', 'generated'] as const;
type RowPart = (typeof PARTS)[number];

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

  readonly #options: Required<AdversarialEngineOptions>;
  readonly #pool: GraphPool;
  /** Rows of each part of the step under way. */
  readonly #rows: Record<RowPart, number> = { labelled: 0, unlabelled: 0, generated: 0 };

  private constructor(options: Required<AdversarialEngineOptions>, pool: GraphPool) {
    this.#options = options;
    this.#pool = pool;
    this.discriminator = pool.array('discriminator');
    this.generator = pool.array('generator');
    this.statistics = pool.array('statistics');
    this.generatorGradient = pool.array('generatorGradient');
  }

  /** Starts the workers; each compiles the graphs (some seconds). */
  static async start(options: AdversarialEngineOptions): Promise<AdversarialEngine> {
    const resolved = { workers: 2, microBatch: 8, provider: 'cpu' as const, ...options };
    const { graphs, batchSize, microBatch, workers, provider } = resolved;
    const { discriminator, critic, sample, generator } = graphs;
    const pool = await GraphPool.start({
      graphs: {
        discriminator: { ...discriminator, samples: microBatch },
        critic: { ...critic, samples: microBatch },
        sample: { ...sample, samples: batchSize },
        generator: { ...generator, samples: batchSize },
      },
      arrays: arraySizes(graphs, batchSize, microBatch),
      workers,
      provider,
    });
    return new AdversarialEngine(resolved, pool);
  }

  /** Computes the discriminator's gradient on patterns that were not generated. */
  async learnReal(real: RealRows): Promise<void> {
    const { inputLength, classes } = this.#options.graphs.discriminator;
    const { batchSize } = this.#options;
    const rows = {
      labelled: real.labelled.length / inputLength,
      unlabelled: real.unlabelled.length / inputLength,
    };
    const pool = this.#pool;
    pool.array('x').set(real.labelled);
    pool.array('x').set(real.unlabelled, batchSize * inputLength);
    pool
      .array('target')
      .fill(0)
      .set(real.target.subarray(0, rows.labelled * classes));
    this.#setRows('labelled', rows.labelled, [1 / rows.labelled, 0]);
    const weight = real.adversarialWeight / rows.unlabelled;
    this.#setRows('unlabelled', rows.unlabelled, [0, weight], real.unlabelledTarget);
    await Promise.all([
      this.#runBlocks('labelled', real.seed),
      this.#runBlocks('unlabelled', real.seed),
    ]);
  }

  /** Generates as many patterns as `z` has rows. They stay with the engine. */
  async generate(z: Float32Array): Promise<void> {
    const { sample } = this.#options.graphs;
    const rows = z.length / sample.latent;
    this.#rows.generated = rows;
    this.#pool.array('z').set(z);
    const { inputLength } = this.#options.graphs.discriminator;
    const offset = this.#firstRow('generated') * inputLength;
    await this.#pool.run({
      graph: 'sample',
      urgent: true,
      inputs: {
        params: { array: 'generator', shape: [sample.parameterCount] },
        z: { array: 'z', shape: [rows, sample.latent] },
      },
      outputs: {
        patterns: { array: 'x', offset, shape: [rows, inputLength] },
        statistics: { array: 'statistics', shape: [sample.statisticCount] },
      },
    });
  }

  /** Computes what the generated patterns teach: the discriminator, and through it the generator. */
  async judgeGenerated(targets: GeneratedTargets): Promise<void> {
    const { target, goal, adversarialWeight, seed } = targets;
    const rows = this.#rows.generated;
    this.#setRows('generated', rows, [0, adversarialWeight / rows], target);
    this.#pool.array('goal').set(goal);
    this.#pool.array('goalWeights').fill(1 / rows);
    // The critic goes first: the generator waits for it.
    const critic = this.#blocks(rows).map((block) => this.#runCritic(block, seed + 1));
    await Promise.all([...critic, this.#runBlocks('generated', seed)]);
  }

  /** Carries the critic's gradient on to the generator's parameters: `generatorGradient`. */
  async learnGenerator(): Promise<void> {
    const { generator, discriminator } = this.#options.graphs;
    const rows = this.#rows.generated;
    const shape = [rows, discriminator.inputLength];
    await this.#pool.run({
      graph: 'generator',
      urgent: true,
      inputs: {
        params: { array: 'generator', shape: [generator.parameterCount] },
        z: { array: 'z', shape: [rows, generator.latent] },
        patternGradient: { array: 'inputGradient', shape },
      },
      outputs: { grad: { array: 'generatorGradient', shape: [generator.parameterCount] } },
    });
  }

  /** Adds the gradients of some parts of the rows into `sum`. */
  sumGradients(parts: readonly RowPart[], sum: Float32Array): void {
    const gradients = this.#pool.array('gradients');
    const blocksAPart = this.#blocksAPart();
    const part = new Float32Array(sum.length);
    sum.fill(0);
    for (const name of parts) {
      const first = PARTS.indexOf(name) * blocksAPart * sum.length;
      sumBlocks(gradients.subarray(first), this.#blocks(this.#rows[name]).length, part);
      for (let i = 0; i < sum.length; i++) sum[i]! += part[i]!;
    }
  }

  /** Mean cross entropy and logits (rows × K) of the labelled rows. */
  labelledAnswer(): { readonly loss: number; readonly logits: Float32Array } {
    const { classes } = this.#options.graphs.discriminator;
    const rows = this.#rows.labelled;
    const losses = this.#pool.array('losses');
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += losses[2 * row]!;
    return { loss: sum / rows, logits: this.#pool.array('logits').slice(0, rows * classes) };
  }

  adversarialScore(part: 'unlabelled' | 'generated'): AdversarialScore {
    const first = this.#firstRow(part);
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

  #blocksAPart(): number {
    return Math.ceil(this.#options.batchSize / this.#options.microBatch);
  }

  #firstRow(part: RowPart): number {
    return PARTS.indexOf(part) * this.#options.batchSize;
  }

  /** Numbers of the micro-batches of so many rows. */
  #blocks(rows: number): readonly number[] {
    return Array.from({ length: Math.ceil(rows / this.#options.microBatch) }, (_, block) => block);
  }

  #setRows(
    part: RowPart,
    rows: number,
    weights: readonly [number, number],
    adversarialTarget: Float32Array = new Float32Array(rows),
  ): void {
    this.#rows[part] = rows;
    const first = this.#firstRow(part);
    const rowWeights = this.#pool.array('rowWeights');
    for (let row = first; row < first + rows; row++) rowWeights.set(weights, 2 * row);
    this.#pool.array('adversarialTarget').set(adversarialTarget, first);
  }

  async #runBlocks(part: RowPart, seed: number): Promise<void> {
    await Promise.all(
      this.#blocks(this.#rows[part]).map((block) => this.#runBlock(part, block, seed)),
    );
  }

  /** Rows of a block, of a part whose first row is `first`, in an array of `width` columns. */
  #rowsOf(block: number, rows: number, first = 0) {
    const { microBatch } = this.#options;
    const samples = Math.min(microBatch, rows - block * microBatch);
    const start = first + block * microBatch;
    const part = (array: string, width: number): Part => ({
      array,
      offset: start * width,
      shape: [samples, width],
    });
    return { samples, part };
  }

  #runBlock(name: RowPart, block: number, seed: number): Promise<void> {
    const { inputLength, classes, parameterCount } = this.#options.graphs.discriminator;
    const { samples, part } = this.#rowsOf(block, this.#rows[name], this.#firstRow(name));
    const place = PARTS.indexOf(name) * this.#blocksAPart() + block;
    const offset = place * parameterCount;
    return this.#pool.run({
      graph: 'discriminator',
      inputs: {
        params: { array: 'discriminator', shape: [parameterCount] },
        x: part('x', inputLength),
        target: part('target', classes),
        adversarialTarget: part('adversarialTarget', 1),
        rowWeights: part('rowWeights', 2),
      },
      outputs: {
        grad: { array: 'gradients', offset, shape: [parameterCount] },
        logits: part('logits', classes),
        adversarialLogit: part('adversarialLogits', 1),
        losses: part('losses', 2),
      },
      dropout: { seed, block: place, samples },
    });
  }

  #runCritic(block: number, seed: number): Promise<void> {
    const { inputLength, parameterCount } = this.#options.graphs.critic;
    const rows = this.#rows.generated;
    const { samples, part } = this.#rowsOf(block, rows);
    const { part: generated } = this.#rowsOf(block, rows, this.#firstRow('generated'));
    return this.#pool.run({
      graph: 'critic',
      inputs: {
        params: { array: 'discriminator', shape: [parameterCount] },
        x: generated('x', inputLength),
        adversarialTarget: part('goal', 1),
        rowWeights: part('goalWeights', 2),
      },
      outputs: {
        inputGradient: part('inputGradient', inputLength),
        adversarialLogit: part('criticLogits', 1),
        losses: part('criticLosses', 1),
      },
      dropout: { seed, block, samples },
    });
  }
}

function arraySizes(
  { discriminator, sample }: AdversarialGraphs,
  batchSize: number,
  microBatch: number,
): Readonly<Record<string, number>> {
  const { inputLength, classes, parameterCount } = discriminator;
  const rows = PARTS.length * batchSize;
  const blocks = PARTS.length * Math.ceil(batchSize / microBatch);
  return {
    discriminator: parameterCount,
    x: rows * inputLength,
    target: rows * classes,
    adversarialTarget: rows,
    rowWeights: 2 * rows,
    gradients: blocks * parameterCount,
    logits: rows * classes,
    adversarialLogits: rows,
    losses: 2 * rows,
    goal: batchSize,
    goalWeights: 2 * batchSize,
    inputGradient: batchSize * inputLength,
    criticLogits: batchSize,
    criticLosses: batchSize,
    generator: sample.parameterCount,
    z: batchSize * sample.latent,
    statistics: sample.statisticCount,
    generatorGradient: sample.parameterCount,
  };
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
