import type { Worker } from 'node:worker_threads';

/** Threads started while `use` runs; a thread that has ended has the number −1. */
export async function threadsOf(use: () => Promise<unknown>): Promise<readonly Worker[]> {
  const threads: Worker[] = [];
  const onWorker = (worker: Worker) => threads.push(worker);
  process.on('worker', onWorker);
  await use();
  process.off('worker', onWorker);
  return threads;
}
