import { float32Patterns } from '../src/dataset/index.ts';
import { BT1_GE311 } from '../src/pattern/index.ts';
import { createRng } from '../src/random/index.ts';
import type { TrainingData } from '../src/training/index.ts';

export interface WaveRows {
  readonly trainingRows: number;
  readonly validationRows: number;
  /** @default none, so that a GAN takes the labelled ones */
  readonly unlabelledRows?: number;
}

/** Patterns of waves with a period of 4, 8 or 16 points, in any phase: a task that can be learnt. */
export function wavePatterns(
  points: number,
  { trainingRows, validationRows, unlabelledRows = 0 }: WaveRows,
): TrainingData {
  const rows = trainingRows + validationRows + unlabelledRows;
  const rng = createRng(11);
  const values = new Float32Array(rows * points);
  for (let row = 0; row < rows; row++) {
    const frequency = (2 * Math.PI) / (4 * 2 ** (row % 3));
    const phase = 2 * Math.PI * rng.uniform();
    for (let i = 0; i < points; i++) {
      values[row * points + i] = (1 + Math.sin(frequency * i + phase)) / 2;
    }
  }
  const rowsFrom = (first: number, count: number) =>
    Uint32Array.from({ length: count }, (_, i) => first + i);
  return {
    patterns: float32Patterns(values, points),
    instrument: { ...BT1_GE311, grid: { start: 20, step: 96 / points, count: points } },
    labels: Int16Array.from({ length: rows }, (_, row) => row % 3),
    classes: ['4', '8', '16'],
    trainingRows: rowsFrom(0, trainingRows),
    validationRows: rowsFrom(trainingRows, validationRows),
    ...(unlabelledRows > 0 && {
      unlabelledRows: rowsFrom(trainingRows + validationRows, unlabelledRows),
    }),
  };
}
