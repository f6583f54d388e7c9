import type { TrainingEvent } from '../training/index.ts';
import type { LoggedEpoch } from './eventLog.ts';

/** What happens in a run: first what it learns from, then the events of its training. */
export type RunEvent =
  | {
      readonly kind: 'started';
      readonly labelledRows: number;
      /** That a GAN learns from; 0 for supervised runs. */
      readonly unlabelledRows: number;
      readonly validationRows: number;
      /** Classes of which there is no labelled pattern: they can't be learned. */
      readonly emptyClasses: readonly string[];
    }
  /** Told last: how often an augmentation would have left no line in range, and was not applied. */
  | { readonly kind: 'plain'; readonly views: number }
  | Exclude<TrainingEvent, { readonly kind: 'epoch' }>
  | (Extract<TrainingEvent, { readonly kind: 'epoch' }> & { readonly record: LoggedEpoch });
