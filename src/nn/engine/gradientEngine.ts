import { Worker } from 'node:worker_threads';
import type { GradientGraph } from '../gradientGraph.ts';
import { workerUrl } from './workerUrl.ts';

export interface GradientEngineOptions {
  /** Threads, each with a session of its own. @default 2 */
  readonly workers?: number;
  /** Most rows of a batch. @default 64 */
  readonly batchSize?: number;
  /** Rows that go through the network at once: few, so that activations stay in the cache. @default 8 */
  readonly microBatch?: number;
}

/** What a worker starts from. */
export interface GradientWorkerData {
  readonly graph: GradientGraph;
  readonly microBatch: number;
  readonly buffers: SharedBuffers;
}

interface SharedBuffers {
  readonly next: SharedArrayBuffer;
  readonly parameters: SharedArrayBuffer;
  readonly x: SharedArrayBuffer;
  readonly target: SharedArrayBuffer;
  readonly gradients: SharedArrayBuffer;
  readonly losses: SharedArrayBuffer;
  readonly logits: SharedArrayBuffer;
}

/** One batch to compute: `rows` rows are in the shared buffers. */
export interface GradientJob {
  readonly rows: number;
  readonly seed: number;
}

export type GradientReply =
  | { readonly kind: 'ready' | 'done' }
  | { readonly kind: 'failed'; readonly message: string };

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
  readonly #microBatch: number;
  readonly #batchSize: number;
  readonly #workers: readonly Worker[];
  readonly #next: Int32Array;
  readonly #x: Float32Array;
  readonly #target: Float32Array;
  readonly #gradients: Float32Array;
  readonly #losses: Float64Array;
  readonly #logits: Float32Array;
  /** Settled when no worker is at work. */
  #work: Promise<unknown> = Promise.resolve();

  private constructor(
    graph: GradientGraph,
    options: Required<GradientEngineOptions>,
    buffers: SharedBuffers,
    workers: readonly Worker[],
  ) {
    this.#graph = graph;
    this.#microBatch = options.microBatch;
    this.#batchSize = options.batchSize;
    this.#workers = workers;
    this.#next = new Int32Array(buffers.next);
    this.#x = new Float32Array(buffers.x);
    this.#target = new Float32Array(buffers.target);
    this.#gradients = new Float32Array(buffers.gradients);
    this.#losses = new Float64Array(buffers.losses);
    this.#logits = new Float32Array(buffers.logits);
    this.parameters = new Float32Array(buffers.parameters);
    this.gradient = new Float32Array(graph.parameterCount);
  }

  /**
   * Starts the workers; each compiles the graph (about a second).
   *
   * @throws RangeError when an option is not a positive integer.
   */
  static async start(
    graph: GradientGraph,
    { workers = 2, batchSize = 64, microBatch = 8 }: GradientEngineOptions = {},
  ): Promise<GradientEngine> {
    for (const [name, value] of Object.entries({ workers, batchSize, microBatch })) {
      if (Number.isInteger(value) && value > 0) continue;
      throw new RangeError(`${name} must be a positive integer, got ${value}`);
    }
    const microBatches = Math.ceil(batchSize / microBatch);
    const buffers: SharedBuffers = {
      next: new SharedArrayBuffer(4),
      parameters: floats(graph.parameterCount),
      x: floats(batchSize * graph.inputLength),
      target: floats(batchSize * graph.classes),
      gradients: floats(microBatches * graph.parameterCount),
      losses: new SharedArrayBuffer(8 * microBatches),
      logits: floats(batchSize * graph.classes),
    };
    const workerData: GradientWorkerData = { graph, microBatch, buffers };
    const url = workerUrl(import.meta.url, './gradientWorker.ts');
    const threads = Array.from(
      { length: Math.min(workers, microBatches) },
      () => new Worker(url, { workerData }),
    );
    const engine = new GradientEngine(graph, { workers, batchSize, microBatch }, buffers, threads);
    try {
      await engine.#replies();
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
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
    const rows = x.length / this.#graph.inputLength;
    if (!Number.isInteger(rows) || rows < 1 || rows > this.#batchSize) {
      throw new RangeError(`a batch must have 1 to ${this.#batchSize} whole rows, got ${rows}`);
    }
    if (target.length !== rows * this.#graph.classes) {
      throw new RangeError(
        `${rows} rows need targets of ${this.#graph.classes} classes each, got ${target.length}`,
      );
    }
    this.#x.set(x);
    this.#target.set(target);
    this.#next[0] = 0;
    const replies = this.#replies();
    const job: GradientJob = { rows, seed };
    for (const worker of this.#workers) worker.postMessage(job);
    await replies;
    const microBatches = Math.ceil(rows / this.#microBatch);
    this.#sumGradients(microBatches);
    const loss = this.#losses.subarray(0, microBatches).reduce((sum, part) => sum + part, 0);
    return { loss, logits: this.#logits.slice(0, rows * this.#graph.classes) };
  }

  #sumGradients(microBatches: number): void {
    const n = this.#graph.parameterCount;
    const sum = this.gradient;
    sum.set(this.#gradients.subarray(0, n));
    for (let m = 1; m < microBatches; m++) {
      const part = this.#gradients.subarray(m * n, (m + 1) * n);
      for (let i = 0; i < n; i++) sum[i]! += part[i]!;
    }
  }

  /** The next answers of all workers. */
  #replies(): Promise<unknown> {
    const replies = this.#workers.map(replyOf);
    this.#work = Promise.allSettled(replies);
    return Promise.all(replies);
  }

  /**
   * Ends the workers after the batch under way: a thread that is ended while the tensor engine
   * computes takes the whole process with it.
   */
  async close(): Promise<void> {
    await this.#work;
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

const floats = (count: number): SharedArrayBuffer => new SharedArrayBuffer(4 * count);

/** The next answer of a worker; rejects when it fails or dies. */
function replyOf(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      worker.off('message', onMessage).off('error', settle).off('exit', onExit);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onMessage = (reply: GradientReply) =>
      settle(reply.kind === 'failed' ? new Error(reply.message) : undefined);
    const onExit = (code: number) => settle(new Error(`a training worker stopped (code ${code})`));
    worker.on('message', onMessage).on('error', settle).on('exit', onExit);
  });
}
