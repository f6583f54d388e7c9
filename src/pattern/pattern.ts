import type { Radiation } from './instrument.ts';

/** A powder pattern: intensity against ascending 2θ (degrees). */
export interface Pattern {
  readonly radiation: Radiation;
  /** Å */
  readonly wavelength: number;
  readonly twoTheta: Float64Array;
  readonly intensity: Float64Array;
  /** Standard deviations of the intensities, where known. */
  readonly sigma?: Float64Array;
}
