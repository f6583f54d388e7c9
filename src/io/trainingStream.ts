import { createRng, type Rng } from '../random/index.ts';

/** The stream of the training of a run; threads that take part in it make it anew. */
export const trainingStream = (seed: number): Rng => createRng(seed).fork('training');
