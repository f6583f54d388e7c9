/** Entry of the threads that simulate on the fly: the settings come once, the views some at a time. */
import { workerData } from 'piscina';
import { createViewSimulator, type ViewSettings } from './simulateViews.ts';

export const simulateViews = createViewSimulator(workerData as ViewSettings);
