import type { PatternSource } from '../dataset/index.ts';
import type { Grid } from '../pattern/index.ts';
import type { Rng } from '../random/index.ts';
import { addNoise } from './noise.ts';
import type { Recipe } from './recipe.ts';
import { createStrainer } from './strain.ts';

/** What a network learns from: patterns, their labels, and which rows may be used for what. */
export interface TrainingData {
  readonly patterns: PatternSource;
  /** The 2θ of the points of a pattern. */
  readonly grid: Grid;
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

export interface Batch {
  /** rows × points */
  readonly x: Float32Array;
  /** rows × classes */
  readonly target: Float32Array;
}

/** Reads patterns as a network in training sees them; `rng` belongs to one call alone. */
export function createPatternReader(
  { patterns, grid }: Pick<TrainingData, 'patterns' | 'grid'>,
  { maxStrain, noise }: Recipe,
): (rows: Uint32Array, rng: Rng) => Float32Array {
  const { length } = patterns;
  const strain = createStrainer(grid, maxStrain);
  return (rows, rng) => {
    const x = new Float32Array(rows.length * length);
    patterns.read(rows, x);
    for (let i = 0; i < rows.length; i++) {
      const pattern = x.subarray(i * length, (i + 1) * length);
      if (maxStrain > 0) strain(pattern, rng);
      if (noise !== undefined) addNoise(pattern, rng, noise);
    }
    return x;
  };
}

/** Prepares the labelled batches of a run. */
export function createBatchMaker(
  data: TrainingData,
  recipe: Recipe,
): (rows: Uint32Array, rng: Rng) => Batch {
  const read = createPatternReader(data, recipe);
  return (rows, rng) => ({ x: read(rows, rng), target: targets(data, rows, recipe) });
}

function targets(data: TrainingData, rows: Uint32Array, { labelSmoothing }: Recipe): Float32Array {
  const classes = data.classes.length;
  const target = new Float32Array(rows.length * classes).fill(labelSmoothing / classes);
  rows.forEach((row, i) => {
    const label = data.labels[row]!;
    if (label < 0) throw new RangeError(`row ${row} has no class and cannot be trained on`);
    target[i * classes + label]! += 1 - labelSmoothing;
  });
  return target;
}
