import type { Rng } from '../random/index.ts';
import type { TrainingData } from './batch.ts';

/** The rows of an epoch in the order in which they are seen; `epochRng` belongs to the epoch. */
export function epochOrder(data: TrainingData, epochRng: Rng): Uint32Array {
  const { trainingRows } = data;
  return epochRng
    .fork('order')
    .permutation(trainingRows.length)
    .map((i) => trainingRows[i]!);
}

/** The stream of an epoch, counted from 1, out of that of the run. */
export const epochStream = (rng: Rng, epoch: number): Rng => rng.fork(`epoch ${epoch}`);
