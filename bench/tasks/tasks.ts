import { type BenchResult, measure } from '../result.ts';
import { openInference } from './inference.ts';
import type { Task } from './task.ts';
import { openTraining } from './training.ts';

/** What is timed in PyTorch too, by name, with the steps that make a round. */
export const TASKS = {
  train: { open: openTraining, steps: 5 },
  infer: { open: openInference, steps: 8 },
} as const satisfies Record<
  string,
  { readonly open: (workers: number) => Promise<Task>; readonly steps: number }
>;

export type TaskName = keyof typeof TASKS;

/** The rate of a task by itself. */
export async function taskBench(name: TaskName, workers: number): Promise<BenchResult> {
  const { open, steps } = TASKS[name];
  const task = await open(workers);
  try {
    return await measure(name, workers, task.comment, { rounds: 7 }, async () => {
      for (let i = 0; i < steps; i++) await task.step();
      return steps * task.rows;
    });
  } finally {
    await task.close();
  }
}
