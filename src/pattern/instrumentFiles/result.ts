import type { Instrument } from '../instrument.ts';

/** Why an instrument file cannot be used. `line` counts from 1. */
export interface InstrumentFault {
  readonly kind:
    | 'empty'
    | 'unknown-format'
    | 'syntax'
    /** A key that an instrument in our own JSON does not have, or a value that is none. */
    | 'schema'
    | 'missing'
    /** Time of flight, energy dispersive or pink beam. */
    | 'not-constant-wavelength'
    | 'unsupported'
    /** Such as widths that are not real somewhere in the range. */
    | 'impossible';
  /** What is wrong and what to do, one sentence or two. */
  readonly message: string;
  readonly line?: number;
}

export interface FailedInstrument {
  readonly ok: false;
  readonly fault: InstrumentFault;
}

/** An instrument and what to know about how it was read, or the reason why there is none. */
export type InstrumentResult =
  | { readonly ok: true; readonly instrument: Instrument; readonly warnings: readonly string[] }
  | FailedInstrument;

/** Shorthand for a failed result. */
export function failure(
  kind: InstrumentFault['kind'],
  message: string,
  line?: number,
): FailedInstrument {
  return { ok: false, fault: line === undefined ? { kind, message } : { kind, message, line } };
}
