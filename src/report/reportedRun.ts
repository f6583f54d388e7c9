import type { EpochRecord, Method } from '../training/index.ts';

/** A training run as its folder tells it, for a report. */
export interface ReportedRun {
  /** Another for each run of a report. */
  readonly name: string;
  readonly folder: string;
  readonly plan: ReportedPlan;
  /** In order; may be empty. */
  readonly epochs: readonly ReportedEpoch[];
  /** Present once the run has finished. */
  readonly model?: FinishedModel;
  /** Figures of generated patterns, SVG, in the order of their epochs. */
  readonly generated: readonly GeneratedFigure[];
}

export interface ReportedPlan {
  readonly task: 'bravais-lattice' | 'space-group';
  readonly classes: readonly string[];
  readonly method: Method;
  /** Share of the training rows whose labels are used. */
  readonly labelled: number;
  readonly engine?: string;
  readonly seed: number;
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly datasetSha256: string;
  readonly packageVersion: string;
  readonly commit?: string;
  readonly startedFrom?: { readonly name: string; readonly sha256: string };
}

/** The times are absent where a run did not book them. */
export interface ReportedEpoch extends EpochRecord {
  /** Wall time. */
  readonly seconds?: number;
  readonly samplesPerSecond?: number;
}

export interface FinishedModel {
  readonly bestEpoch: number;
  /** Rows that it learned from. */
  readonly samples: number;
  readonly validation?: { readonly n: number };
  readonly test?: { readonly n: number; readonly top1: number; readonly top5: number };
}

export interface GeneratedFigure {
  readonly epoch: number;
  readonly svg: string;
}

/** Epochs that the run is to have, where its recipe says so. */
export function plannedEpochs({ plan }: ReportedRun): number | undefined {
  const { epochs } = plan.recipe;
  return typeof epochs === 'number' ? epochs : undefined;
}

/** The epoch whose weights are kept: the last with the greatest validation top-1; undefined before the first. */
export function bestEpoch({ epochs, model }: ReportedRun): ReportedEpoch | undefined {
  if (model !== undefined) return epochs.find(({ epoch }) => epoch === model.bestEpoch);
  const top1 = ({ validation }: ReportedEpoch) => validation?.top1 ?? 0;
  return epochs.reduce<ReportedEpoch | undefined>(
    (best, epoch) => (best === undefined || top1(epoch) >= top1(best) ? epoch : best),
    undefined,
  );
}

/** A, B, C … and numbers beyond Z: how figures name the runs. */
export const letterOf = (i: number): string => (i < 26 ? String.fromCharCode(65 + i) : `${i + 1}`);

/** Wall time of all epochs in seconds, undefined where one did not book it. */
export function totalSeconds({ epochs }: ReportedRun): number | undefined {
  if (epochs.length === 0) return undefined;
  return epochs.reduce<number | undefined>(
    (sum, { seconds }) => (sum === undefined || seconds === undefined ? undefined : sum + seconds),
    0,
  );
}
