import type { GradientGraph } from '../gradientGraph.ts';
import { checkTargets, wholeRows } from './batchChecks.ts';
import { GraphPool } from './graphPool.ts';
import { type BatchCut, type CutOptions, cutBatch } from './provider.ts';

/** `batchSize` is 64 unless given. */
export type GradientEngineOptions = Partial<CutOptions>;

/**
 * Computes the gradient of a network over a batch on several threads.
 *
 * Micro-batches are summed in their own order, so that the result is the same to the last bit
 * whatever the number of workers.
 */
export class GradientEngine {
  /** Weights, flat, in the graph's layout. Written by the caller between batches. */
  readonly parameters: Float32Array;
  /** Gradient of the mean loss of the last batch. */
  readonly gradient: Float32Array;

  readonly #graph: GradientGraph;
  readonly #cut: BatchCut;
  readonly #pool: GraphPool;
  /** Batches so far: each may have other parameters. */
  #batches = 0;

  private constructor(graph: GradientGraph, cut: BatchCut, pool: GraphPool) {
    this.#graph = graph;
    this.#cut = cut;
    this.#pool = pool;
    this.parameters = pool.array('parameters');
    this.gradient = pool.array('gradient');
  }

  /**
   * Starts the workers; each compiles the graph (about a second).
   *
   * @throws RangeError when an option is not a positive integer.
   * @throws ProviderError when the provider cannot compute here.
   */
  static async start(
    graph: GradientGraph,
    options: GradientEngineOptions = {},
  ): Promise<GradientEngine> {
    const cut = cutBatch({ batchSize: 64, ...options });
    const { batchSize, microBatch, maskRows, workers, provider } = cut;
    const microBatches = Math.ceil(batchSize / microBatch);
    const pool = await GraphPool.start({
      graphs: { gradient: { ...graph, samples: microBatch, maskSamples: maskRows } },
      arrays: {
        parameters: graph.parameterCount,
        x: batchSize * graph.inputLength,
        target: batchSize * graph.classes,
        weight: 1,
        gradient: graph.parameterCount,
        gradients: microBatches * graph.parameterCount,
        losses: microBatches,
        logits: batchSize * graph.classes,
      },
      workers: Math.min(workers, microBatches),
      provider,
    });
    return new GradientEngine(graph, cut, pool);
  }

  /**
   * Mean loss of a batch; `gradient` then holds its derivative, `logits` (rows × classes) the answers.
   *
   * @param x rows × inputLength
   * @param target rows × classes, one-hot or soft
   * @param seed fixes the dropout masks
   * @throws RangeError when `x` or `target` has another size.
   */
  async computeGradient(
    x: Float32Array,
    target: Float32Array,
    seed: number,
  ): Promise<{ readonly loss: number; readonly logits: Float32Array }> {
    const { inputLength, classes } = this.#graph;
    const rows = wholeRows(x, inputLength, this.#cut.batchSize);
    checkTargets(target, rows, classes);
    this.#batches++;
    const pool = this.#pool;
    pool.array('x').set(x);
    pool.array('target').set(target);
    pool.array('weight')[0] = 1 / rows;
    const microBatches = Math.ceil(rows / this.#cut.microBatch);
    await Promise.all(
      Array.from({ length: microBatches }, (_, block) => this.#runBlock(block, rows, seed)),
    );
    pool.sumBlocks(pool.array('gradients'), microBatches, this.gradient);
    const losses = pool.array('losses').subarray(0, microBatches);
    const loss = losses.reduce((sum, part) => sum + part, 0);
    return { loss, logits: pool.array('logits').slice(0, rows * classes) };
  }

  #runBlock(block: number, rows: number, seed: number): Promise<void> {
    const { inputLength, classes, parameterCount } = this.#graph;
    const { microBatch, maskRows } = this.#cut;
    const first = block * microBatch;
    const samples = Math.min(microBatch, rows - first);
    const rowsOf = (array: string, width: number) => ({
      array,
      offset: first * width,
      shape: [samples, width],
    });
    return this.#pool.run({
      graph: 'gradient',
      inputs: {
        params: { array: 'parameters', shape: [parameterCount], version: this.#batches },
        x: rowsOf('x', inputLength),
        target: rowsOf('target', classes),
        weight: { array: 'weight', shape: [] },
      },
      outputs: {
        grad: { array: 'gradients', offset: block * parameterCount, shape: [parameterCount] },
        loss: { array: 'losses', offset: block, shape: [] },
        logits: rowsOf('logits', classes),
      },
      dropout: { seed, block: first / maskRows, samples },
    });
  }

  /** Ends the workers after what they are at. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}
