import type { PatternSource } from '../dataset/index.ts';
import type { Instrument } from '../pattern/index.ts';
import type { Recipe } from './recipe.ts';

/** What a network learns from: patterns, their labels, and which rows may be used for what. */
export interface TrainingData {
  readonly patterns: PatternSource;
  /** What the patterns are of; its grid has their points. */
  readonly instrument: Instrument;
  /** Class index of each row of `patterns`; −1 for rows of no class. */
  readonly labels: ArrayLike<number>;
  readonly classes: readonly string[];
  /** Rows whose labels may be learned from. */
  readonly trainingRows: Uint32Array;
  /** Rows that a GAN learns from without their labels. @default `trainingRows` */
  readonly unlabelledRows?: Uint32Array;
  readonly validationRows: Uint32Array;
}

export const unlabelledRowsOf = ({ trainingRows, unlabelledRows }: TrainingData): Uint32Array =>
  unlabelledRows ?? trainingRows;

/** Rows that may be seen in training at all, with their labels or without; ascending. */
export const allTrainingRows = ({ trainingRows, unlabelledRows }: TrainingData): Uint32Array =>
  unlabelledRows === undefined
    ? trainingRows
    : Uint32Array.from([...trainingRows, ...unlabelledRows]).sort();

export interface Batch {
  /** rows × points */
  readonly x: Float32Array;
  /** rows × classes */
  readonly target: Float32Array;
}

/** One look of a run at a row. */
export interface View {
  readonly row: number;
  /** Names the stream that its augmentation draws from: another look, another name. */
  readonly name: string;
}

/** Where the patterns come from that a network sees in training. */
export interface BatchSource {
  /** Batches that are best asked for before their turn. */
  readonly ahead: number;
  /** Patterns, views × points. What a view shows depends on its row and name alone. */
  read(views: readonly View[]): Promise<Float32Array>;
}

/** One-hot rows, smoothed; rows × classes. */
export function targetsOf(
  data: TrainingData,
  rows: ArrayLike<number>,
  { labelSmoothing }: Recipe,
): Float32Array {
  const classes = data.classes.length;
  const target = new Float32Array(rows.length * classes).fill(labelSmoothing / classes);
  for (let i = 0; i < rows.length; i++) {
    const label = data.labels[rows[i]!]!;
    if (label < 0) throw new RangeError(`row ${rows[i]} has no class and cannot be trained on`);
    target[i * classes + label]! += 1 - labelSmoothing;
  }
  return target;
}
