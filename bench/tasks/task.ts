/** Work that is timed round by round. */
export interface Task {
  readonly comment: string;
  /** As many steps as `TaskPlan` says. */
  round(): Promise<void>;
  close(): Promise<void>;
}

export interface TaskPlan {
  /** Samples of a step. */
  readonly rows: number;
  /** Of a round. */
  readonly steps: number;
  open(workers: number): Promise<Task>;
}

export const POINTS = 3041;
export const CLASSES = 14;
export const DROPOUT = 0.05;
