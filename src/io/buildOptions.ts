import {
  type CountsRecord,
  type Dtype,
  describeIssues,
  type Manifest,
  type SimulationSettings,
  simulationSettings,
} from '../dataset/index.ts';
import type { Instrument } from '../pattern/index.ts';
import type { BuildFault } from './simulateBatch.ts';

export interface BuildOptions {
  /** Folder of the data set: new, empty, or with the beginning of the same one. */
  readonly out: string;
  /** Files of structures, CIF or one JSON structure a line, plain or gzip. */
  readonly inputs: readonly string[];
  readonly instrument: Instrument;
  /** Å², for atoms without a displacement of their own. */
  readonly bIso: number;
  /** Å³; structures with a larger cell (as read) are left out. @default no limit */
  readonly maxVolume?: number;
  /** Of the split into training and test rows. */
  readonly seed: number;
  /** Share of the rows held out for the final test. @default 0.1, as in the paper */
  readonly testShare?: number;
  /** Give every space group its share of test rows. @default false */
  readonly stratified?: boolean;
  /** Threads; they do not change a byte of the data set. */
  readonly workers: number;
  /** @default 'float16' */
  readonly dtype?: Dtype;
  /** Rows of a shard: a stopped build loses fewer. @default 4096 */
  readonly shardRows?: number;
  /** Builds only part `index`, from 1, of so many: to be merged. @default all of it */
  readonly shard?: { readonly index: number; readonly of: number };
  /** Stops the build; the same call goes on after the last shard. */
  readonly signal?: AbortSignal;
}

/** What a build tells. `counts` include the work of earlier, stopped calls. */
export type BuildEvent =
  | { readonly kind: 'resumed'; readonly counts: CountsRecord }
  | {
      readonly kind: 'progress';
      readonly counts: CountsRecord;
      /** Share of the input taken, 0–1. */
      readonly share: number;
      /** Structures a second since this call began. */
      readonly perSecond: number;
    }
  | { readonly kind: 'fault'; readonly fault: BuildFault }
  | { readonly kind: 'shard'; readonly file: string; readonly counts: CountsRecord }
  /** By its signal; `counts` are those a later call begins with. */
  | { readonly kind: 'stopped'; readonly counts: CountsRecord }
  /** `wasComplete`: the folder held this data set already. */
  | { readonly kind: 'finished'; readonly manifest: Manifest; readonly wasComplete: boolean };

/**
 * Fills in defaults and checks the options that decide the patterns.
 *
 * @throws RangeError when one is out of range.
 */
export function resolveSettings(options: BuildOptions): SimulationSettings {
  const { instrument, bIso, maxVolume, seed, dtype = 'float16', shardRows = 4096 } = options;
  const { testShare = 0.1, stratified = false } = options;
  const limit = maxVolume === undefined ? {} : { maxVolume };
  const result = simulationSettings.safeParse({
    instrument,
    bIso,
    ...limit,
    seed,
    testShare,
    stratified,
    dtype,
    shardRows,
  });
  if (!result.success) throw new RangeError(describeIssues(result.error));
  return result.data;
}
