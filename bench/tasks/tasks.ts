import { type BenchResult, measure } from '../result.ts';
import { inference } from './inference.ts';
import { sganTraining } from './sganTraining.ts';
import type { TaskPlan } from './task.ts';
import { training } from './training.ts';

/** What is timed in PyTorch too. */
export const TASKS = {
  train: training,
  'train-sgan': sganTraining,
  infer: inference,
} as const satisfies Record<string, TaskPlan>;

export type TaskName = keyof typeof TASKS;

/** The rate of a task by itself. */
export async function taskBench(name: TaskName, workers: number): Promise<BenchResult> {
  const { open, rows, steps } = TASKS[name];
  const task = await open(workers);
  try {
    return await measure(name, workers, task.comment, { rounds: 7 }, async () => {
      await task.round();
      return rows * steps;
    });
  } finally {
    await task.close();
  }
}
