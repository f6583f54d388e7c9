import { Worker } from 'node:worker_threads';
import type { DropoutSpec } from '../gradientGraph.ts';
import { type Provider, ProviderError } from './provider.ts';
import { SharedFloats } from './sharedFloats.ts';
import { workerUrl } from './workerUrl.ts';

/** A graph that the workers of a pool hold ready. */
export interface PoolGraph {
  /** The serialised ONNX model. */
  readonly bytes: Uint8Array;
  readonly dropouts: readonly DropoutSpec[];
  /** Most samples of one run. */
  readonly samples: number;
  /** Samples whose dropout masks are drawn together. @default samples */
  readonly maskSamples?: number;
  /**
   * Only the first worker holds it, and runs its tasks before all others: for graphs that need much
   * memory and that other tasks wait for. @default false
   */
  readonly first?: boolean;
}

/** A stretch of a shared array, read or written as a float32 tensor. */
export interface Part {
  readonly array: string;
  /** Place of its first element. @default 0 */
  readonly offset?: number;
  readonly shape: readonly number[];
  /** Of an input: a worker whose last task of this graph had the same version does not copy it anew. */
  readonly version?: number;
}

/** One run of a graph: what goes in, and where the results belong. */
export interface GraphTask {
  readonly graph: string;
  readonly inputs: Readonly<Record<string, Part>>;
  readonly outputs: Readonly<Record<string, Part>>;
  /** Dropout masks of so many samples under a seed, the first of which belong to block `block`. */
  readonly dropout?: { readonly seed: number; readonly block: number; readonly samples: number };
}

export interface GraphPoolOptions {
  readonly graphs: Readonly<Record<string, PoolGraph>>;
  /** Number of elements of each shared float32 array. */
  readonly arrays: Readonly<Record<string, number>>;
  /** Threads; one on webgpu. */
  readonly workers: number;
  /** @default 'cpu' */
  readonly provider?: Provider;
}

/** What a worker starts from. */
export interface GraphWorkerData {
  readonly graphs: GraphPoolOptions['graphs'];
  readonly arrays: Readonly<Record<string, Float32Array>>;
  /** For each queue: tasks posted, tasks taken. */
  readonly counters: SharedArrayBuffer;
  readonly provider: Provider;
  /** Whether it is the first worker. */
  readonly first: boolean;
}

/** A task as the workers hear of it; each queue numbers its own. */
export interface PostedTask {
  readonly queue: number;
  readonly number: number;
  readonly task: GraphTask;
}

export type WorkerOrder = PostedTask | 'close';

export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unable'; readonly message: string }
  | { readonly kind: 'no provider'; readonly message: string }
  | {
      readonly kind: 'done';
      readonly queue: number;
      readonly number: number;
      /** What went wrong. */
      readonly failure?: string;
    };

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Queues in the order in which they are served; the first is the first worker's own. */
export const QUEUES = { first: 0, all: 1, count: 2 } as const;

/**
 * Threads that run graphs on shared arrays. `session.run` blocks its thread, so that each core gets
 * a worker with single-threaded sessions of its own: 20 % faster than one session of two threads.
 *
 * Every worker hears of every task, and takes the next one from shared counters when it is idle, so
 * that none waits for the main thread. A task reads and writes only what it names: which worker
 * runs it changes nothing.
 */
export class GraphPool {
  /** The only one on a GPU: ONNX Runtime 1.30 crashes when two threads compute there at once. */
  static #onGpu: GraphPool | undefined;

  readonly #graphs: GraphPoolOptions['graphs'];
  readonly #workers: readonly Worker[];
  readonly #floats: SharedFloats;
  readonly #counters: Int32Array;
  readonly #waiting = new Map<string, Waiting>();
  /** Settled when no task is under way. */
  #work: Promise<unknown> = Promise.resolve();
  #end: Error | undefined;

  private constructor({ graphs, arrays, workers, provider = 'cpu' }: GraphPoolOptions) {
    this.#floats = new SharedFloats(arrays);
    const counters = new SharedArrayBuffer(4 * 2 * QUEUES.count);
    this.#counters = new Int32Array(counters);
    this.#graphs = graphs;
    const url = workerUrl(import.meta.url, './graphWorker.ts');
    this.#workers = Array.from({ length: workers }, (_, i) => {
      const shared = { arrays: this.#floats.arrays, counters };
      const workerData: GraphWorkerData = { graphs, ...shared, provider, first: i === 0 };
      return new Worker(url, { workerData });
    });
  }

  /**
   * Starts the workers; each compiles the graphs (about a second).
   *
   * @throws ProviderError when the provider cannot compute here, or another pool does on the GPU.
   * @throws Error when a graph cannot be compiled.
   */
  static async start(options: GraphPoolOptions): Promise<GraphPool> {
    const onGpu = options.provider === 'webgpu';
    if (onGpu && (options.workers > 1 || GraphPool.#onGpu !== undefined)) {
      throw new ProviderError(
        'one thread of a process can compute on a GPU; close the other first',
      );
    }
    const pool = new GraphPool(options);
    if (onGpu) GraphPool.#onGpu = pool;
    try {
      await Promise.all(pool.#workers.map((worker) => pool.#listen(worker)));
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /**
   * A shared array: write inputs to it and read results from it while no task uses it.
   *
   * @throws RangeError when there is none of this name.
   */
  array(name: string): Float32Array {
    const array = this.#floats.arrays[name];
    if (array === undefined) throw new RangeError(`the pool has no array ${name}`);
    return array;
  }

  /** Adds the first `blocks` stretches of `values`, each as long as `sum`, in their order. */
  sumBlocks(values: Float32Array, blocks: number, sum: Float32Array): void {
    this.#floats.sumBlocks(values, blocks, sum);
  }

  /** Runs a task when its turn has come; those of one queue are begun in the order of the calls. */
  run(task: GraphTask): Promise<void> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    const queue = this.#graphs[task.graph]?.first ? QUEUES.first : QUEUES.all;
    // First the counter, then the message: a worker that takes a number waits for its task.
    const number = Atomics.add(this.#counters, 2 * queue, 1);
    const order: WorkerOrder = { queue, number, task };
    for (const worker of this.#workers) worker.postMessage(order);
    const done = new Promise<void>((resolve, reject) => {
      this.#waiting.set(`${queue}/${number}`, { resolve, reject });
    });
    // Emptied of results: each would hold those before it, for ever.
    this.#work = Promise.allSettled([this.#work, done]).then(() => {});
    return done;
  }

  /**
   * Ends the workers after all tasks: a thread that is ended while the tensor engine computes takes
   * the whole process with it.
   */
  async close(): Promise<void> {
    await this.#work;
    const exits = this.#workers.map(exitOf);
    this.#fail(new Error('the engine was closed'));
    for (const worker of this.#workers) worker.postMessage('close' satisfies WorkerOrder);
    await Promise.all(exits);
    if (GraphPool.#onGpu === this) GraphPool.#onGpu = undefined;
  }

  /** Hears a worker from now on; settled when it is ready or will never be. */
  #listen(worker: Worker): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        reject(error);
        this.#fail(error);
      };
      worker.on('message', (reply: WorkerReply) => {
        if (reply.kind === 'ready') resolve();
        else if (reply.kind === 'unable') reject(new Error(reply.message));
        else if (reply.kind === 'no provider') reject(new ProviderError(reply.message));
        else this.#settle(`${reply.queue}/${reply.number}`, reply.failure);
      });
      worker.on('error', fail);
      worker.on('exit', (code) => fail(new Error(`a training worker stopped (code ${code})`)));
    });
  }

  #settle(key: string, failure: string | undefined): void {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (failure === undefined) waiting?.resolve();
    else waiting?.reject(new Error(failure));
  }

  /** From now on, and for all that wait, there are no results. */
  #fail(error: Error): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

const exitOf = (worker: Worker): Promise<void> =>
  worker.threadId === -1
    ? Promise.resolve()
    : new Promise((resolve) => worker.once('exit', () => resolve()));
