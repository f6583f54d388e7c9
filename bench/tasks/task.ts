/** Work that is timed batch by batch. */
export interface Task {
  /** Samples that go through the network in a step. */
  readonly rows: number;
  readonly comment: string;
  step(): Promise<void>;
  close(): Promise<void>;
}

export const POINTS = 3041;
export const CLASSES = 14;
export const DROPOUT = 0.05;
