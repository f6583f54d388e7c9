/** Entry of the threads that generate crystals: the settings come once, ranges of indices one by one. */
import { workerData } from 'piscina';
import { createBatchGenerator, type GenerationSettings } from './generateBatch.ts';
import { loadSymmetrySearch } from './symmetrySearch.ts';

await loadSymmetrySearch();

export const generateBatch = createBatchGenerator(workerData as GenerationSettings);
