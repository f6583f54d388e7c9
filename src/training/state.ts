import { type AdamState, newAdamState } from '../nn/index.ts';

/** How well the validation part was answered. */
export interface ValidationScore {
  readonly loss: number;
  readonly top1: number;
  readonly top5: number;
}

/** One finished epoch. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  readonly trainingLoss: number;
  readonly trainingTop1: number;
  readonly learningRate: number;
  /** Absent when the recipe holds nothing back. */
  readonly validation?: ValidationScore;
}

/** Everything a run needs to go on exactly where it stopped. */
export interface TrainingState {
  readonly parameters: Float32Array;
  readonly adam: AdamState;
  /** Parameters of the epoch with the best validation top-1. */
  readonly best: Float32Array;
  bestEpoch: number;
  /** Epochs finished. */
  epoch: number;
  /** Batches finished in the epoch under way. */
  batch: number;
  /** Sums over the rows of the epoch under way. */
  lossSum: number;
  hits: number;
  rows: number;
  history: readonly EpochRecord[];
}

/** The state before the first step. */
export const newTrainingState = (parameters: Float32Array): TrainingState => ({
  parameters: parameters.slice(),
  adam: newAdamState(parameters.length),
  best: parameters.slice(),
  bestEpoch: 0,
  epoch: 0,
  batch: 0,
  lossSum: 0,
  hits: 0,
  rows: 0,
  history: [],
});
