/** Entry of the worker threads of a build: the settings come once, the batches one by one. */
import { workerData } from 'piscina';
import type { SimulationSettings } from '../dataset/index.ts';
import { createBatchSimulator } from './simulateBatch.ts';

export const simulateBatch = createBatchSimulator(workerData as SimulationSettings);
