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
  readonly trainingRows: Uint32Array;
  readonly validationRows: Uint32Array;
}

export interface Batch {
  /** rows × points */
  readonly x: Float32Array;
  /** rows × classes */
  readonly target: Float32Array;
}

/** Prepares the batches of a run; `rng` belongs to one batch alone. */
export function createBatchMaker(
  data: TrainingData,
  { labelSmoothing, maxStrain, noise }: Recipe,
): (rows: Uint32Array, rng: Rng) => Batch {
  const { length } = data.patterns;
  const strain = createStrainer(data.grid, maxStrain);
  return (rows, rng) => {
    const x = new Float32Array(rows.length * length);
    data.patterns.read(rows, x);
    for (let i = 0; i < rows.length; i++) {
      const pattern = x.subarray(i * length, (i + 1) * length);
      if (maxStrain > 0) strain(pattern, rng);
      if (noise !== undefined) addNoise(pattern, rng, noise);
    }
    return { x, target: targets(data, rows, labelSmoothing) };
  };
}

function targets(data: TrainingData, rows: Uint32Array, smoothing: number): Float32Array {
  const classes = data.classes.length;
  const target = new Float32Array(rows.length * classes).fill(smoothing / classes);
  rows.forEach((row, i) => {
    const label = data.labels[row]!;
    if (label < 0) throw new RangeError(`row ${row} has no class and cannot be trained on`);
    target[i * classes + label]! += 1 - smoothing;
  });
  return target;
}
