import type { AdversarialRecord } from './state.ts';

/** What a step saw of the labelled patterns. */
export interface StepResult {
  /** Labelled rows. */
  readonly rows: number;
  /** Mean cross entropy over them. */
  readonly loss: number;
  /** How many were answered rightly. */
  readonly hits: number;
}

/** What a finished epoch says of the networks beside the classifier. */
export interface EpochSummary {
  readonly adversarial?: AdversarialRecord;
  /** Some generated patterns, rows × points, always from the same random vectors. */
  readonly generated?: Float32Array;
}

/** A way of learning: holds the threads, and changes the training state step by step. */
export interface Learner {
  readonly batchesAnEpoch: number;
  /**
   * Makes batch `batch` of epoch `epoch`, both from 0.
   *
   * @throws DivergenceError when a loss or a gradient is not finite; unless it is the generator's
   *   gradient, the state is then as before the step.
   */
  step(epoch: number, batch: number): Promise<StepResult>;
  /** Waits until the state holds all that the steps have brought. */
  settle(): Promise<void>;
  /** Called once, settled, at the end of each epoch. */
  closeEpoch(): Promise<EpochSummary>;
  close(): Promise<void>;
}

/** A loss or a gradient is no longer finite. */
export class DivergenceError extends Error {
  override readonly name = 'DivergenceError';

  constructor(what: string) {
    super(`${what}; the last checkpoint is kept: try a lower learning rate`);
  }
}

export function checkFinite(value: number, epoch: number, batch: number, what = 'the loss'): void {
  if (Number.isFinite(value)) return;
  throw new DivergenceError(`${what} became ${value} in epoch ${epoch + 1}, batch ${batch + 1}`);
}
