import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface PatternWorkerData {
  /** Name of a preset. */
  readonly instrument: string;
  /** Structure lines. */
  readonly lines: readonly string[];
}

/** Threads that simulate the same structures side by side. */
export interface PatternWorkers {
  readonly count: number;
  /** Seconds until each of them has simulated all structures `rounds` times. */
  run(rounds: number): Promise<number>;
  close(): Promise<void>;
}

export function startPatternWorkers(count: number, workerData: PatternWorkerData): PatternWorkers {
  const script = new URL('./patternWorker.mjs', import.meta.url);
  const workers = Array.from({ length: count }, () => new Worker(script, { workerData }));
  return {
    count,
    async run(rounds) {
      const begin = performance.now();
      for (const worker of workers) worker.postMessage(rounds);
      await Promise.all(workers.map((worker) => once(worker, 'message')));
      return (performance.now() - begin) / 1000;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
