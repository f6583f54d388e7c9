import type { Crystal } from '../crystal/index.ts';
import type { Exposure } from './exposure.ts';
import type { Instrument } from './instrument.ts';
import type { Sample } from './sample.ts';

export interface SimulationOptions {
  /** B_iso of atoms without a displacement value, Å². @default 0 */
  readonly bIso?: number;
  /**
   * Bragg angles of the reflections that are drawn, degrees. The tails of those beyond the last
   * grid point would reach into the pattern, but the patterns of Lolla et al. (2022) have none.
   * @default the ends of the grid, kept from 0 and 180 by 0.1
   */
  readonly braggRange?: readonly [number, number];
  /** What the sample adds to the peaks of the instrument. @default nothing */
  readonly sample?: Sample;
}

/** Why a crystal has no pattern on the instrument. */
export interface SimulationFault {
  readonly kind:
    | 'unknown-scatterer'
    | 'no-reflections'
    | 'too-many-reflections'
    | 'zero-intensity'
    | 'strain';
  /** What is wrong and what to do, one sentence. */
  readonly message: string;
}

/** Intensities on the grid of the instrument. */
export type Samples = Float32Array | Float64Array;

export type SimulationResult<T extends Samples = Float64Array> =
  | {
      readonly ok: true;
      /** One element a grid point, scaled to a maximum of 1. */
      readonly intensity: T;
      /**
       * What the maximum was before: the sum over all reflections of |F|² of one cell (fm² or e²),
       * Lorentz–polarisation factor and profile (deg⁻¹). Scales phases of a mixture.
       */
      readonly maximum: number;
      /** Reflections summed, Friedel mates counted once. */
      readonly reflectionCount: number;
      /** Atoms of the cell that had no displacement value and were given `bIso`. */
      readonly withoutDisplacement: number;
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly fault: SimulationFault };

/** Computes patterns of one instrument, fast; keeps its tables between crystals. */
export interface Simulator {
  readonly instrument: Instrument;
  /**
   * Powder pattern of a crystal, written to `out`, or to a new array.
   *
   * @throws RangeError when `out` has not one element a grid point.
   */
  simulate(crystal: Crystal): SimulationResult;
  simulate<T extends Samples>(crystal: Crystal, out: T, exposure?: Exposure): SimulationResult<T>;
}
