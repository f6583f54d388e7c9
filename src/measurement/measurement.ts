import type { Radiation } from '../pattern/index.ts';

/** What a diffractometer file says: one scan, ascending in 2θ. */
export interface Measurement {
  /** Degrees, strictly ascending. Detectors that reach behind the beam give values ≤ 0 as well. */
  readonly twoTheta: Float64Array;
  readonly intensity: Float64Array;
  /** Standard deviations of the intensities, where the file gives them. */
  readonly sigma?: Float64Array;
  /** Å, where the file states it; not checked. */
  readonly wavelength?: number;
  /** Where the file states it. */
  readonly radiation?: Radiation;
  readonly warnings: readonly string[];
}

/** Why a file, or a scan, cannot be used. `line` counts from 1. */
export interface MeasurementFault {
  readonly kind:
    | 'empty'
    | 'binary'
    | 'unsupported-format'
    | 'syntax'
    | 'not-two-theta'
    | 'too-few-points'
    | 'not-finite'
    | 'not-monotonic'
    | 'angle-range'
    | 'negative-intensity'
    | 'no-signal'
    | 'unknown-wavelength'
    | 'absurd-wavelength'
    | 'unknown-radiation'
    | 'low-coverage';
  /** What is wrong and what to do, one sentence or two. */
  readonly message: string;
  readonly line?: number;
}

export interface FailedMeasurement {
  readonly ok: false;
  readonly fault: MeasurementFault;
}

/** A scan, or the reason why there is none. */
export type MeasurementResult =
  | { readonly ok: true; readonly measurement: Measurement }
  | FailedMeasurement;

/** Shorthand for a failed result. */
export function failure(
  kind: MeasurementFault['kind'],
  message: string,
  line?: number,
): FailedMeasurement {
  return { ok: false, fault: line === undefined ? { kind, message } : { kind, message, line } };
}
