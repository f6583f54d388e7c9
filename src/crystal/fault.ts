import type { CrystalFault } from './crystal.ts';

/** Bad data found: the failing half of every result of this room. */
export interface Refusal {
  readonly ok: false;
  readonly fault: CrystalFault;
}

/** A value read from a file, or the reason why there is none. */
export type Checked<T> = { readonly ok: true; readonly value: T } | Refusal;

/** `line` counts from 1. */
export const refuse = (kind: CrystalFault['kind'], message: string, line?: number): Refusal => ({
  ok: false,
  fault: line === undefined ? { kind, message } : { kind, message, line },
});
