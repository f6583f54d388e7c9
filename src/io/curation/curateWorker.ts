/** Entry of the worker threads of an import: the settings come once, the batches one by one. */
import { workerData } from 'piscina';
import { loadSymmetrySearch } from '../symmetrySearch.ts';
import { type CurationSettings, createCurator } from './curateBatch.ts';

await loadSymmetrySearch();

export const curateBatch = createCurator(workerData as CurationSettings);
