import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenDataset } from '../src/io/datasetStore.ts';
import type { RunEvent } from '../src/io/runEvent.ts';
import { loadState } from '../src/io/stateFile.ts';
import type { TrainingRunOptions } from '../src/io/trainingRun.ts';
import { parseRecipe, type TrainingState } from '../src/training/index.ts';
import { type IsEnough, runUntil } from './runUntil.ts';
import { buildTinyDataset, type TinyDataset } from './tinyDataset.ts';

/** 34 rows to train: three batches that two processes cannot halve, and one of a single row. */
export const PLAIN = {
  epochs: 2,
  batchSize: 11,
  warmUpSteps: 2,
  stemMaxPool: true,
  labelSmoothing: 0.1,
  weightDecay: 0.01,
  validationShare: 0.2,
  dropout: 0,
  checkpointSteps: 2,
};
/** With all that draws random numbers. */
export const RANDOM = {
  ...PLAIN,
  dropout: 0.1,
  augmentation: { strain: { max: 0.02 }, noise: { share: 0.5 } },
};

/** The torch engine with two processes, on one machine. */
export const TWO = { kind: 'torch', processes: 2, nodes: 1 } as const;

/** Runs in a temporary folder, on a data set of their own. */
export class TorchRuns {
  readonly folder: string;
  readonly dataset: OpenDataset;

  private constructor(folder: string, dataset: OpenDataset) {
    this.folder = folder;
    this.dataset = dataset;
  }

  static async make(options?: TinyDataset): Promise<TorchRuns> {
    const folder = await mkdtemp(join(tmpdir(), 'mauguin-torch-'));
    return new TorchRuns(folder, await buildTinyDataset(join(folder, 'data'), options));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  state(name: string): Promise<TrainingState> {
    return loadState(join(this.path(name), 'state.safetensors'));
  }

  /** Runs on two processes unless told otherwise, until `isEnough`; then everything is killed. */
  async run(
    name: string,
    recipe: object,
    changes: Partial<TrainingRunOptions> = {},
    isEnough?: IsEnough,
  ): Promise<readonly RunEvent[]> {
    const options: TrainingRunOptions = {
      dataset: this.dataset,
      datasetFolder: this.path('data'),
      task: { kind: 'space-group' },
      spaceGroups: { kind: 'frequent', moreThan: 10 },
      recipe: parseRecipe(recipe),
      seed: 3,
      out: this.path(name),
      resume: false,
      workers: 2,
      engine: TWO,
      ...changes,
    };
    return runUntil(options, isEnough);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

export const kinds = (events: readonly { readonly kind: string }[]): readonly string[] =>
  events.map(({ kind }) => kind);

/** Largest |a − b|. */
export const distance = (a: Float32Array, b: Float32Array): number =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
