import type { Instrument } from './instrument.ts';
import { ECHIDNA, WOMBAT } from './presets/ansto.ts';
import { BEAMLINE_11BM } from './presets/aps.ts';
import { D1A, D1B, D2B, D20 } from './presets/ill.ts';
import { SPODI } from './presets/mlz.ts';
import { BT1_CU311, BT1_GE311, BT1_GE733 } from './presets/nist.ts';
import { HB2A_GE113, HB2A_GE115 } from './presets/ornl.ts';
import { HRPT } from './presets/psi.ts';
import { CO_KA, CU_KA, CU_KA1, MO_KA } from './presets/tubes.ts';

export { BT1_GE311 } from './presets/nist.ts';

/** The instruments known by name: neutrons first, then X-rays. */
export const INSTRUMENTS: readonly Instrument[] = [
  BT1_GE311,
  BT1_CU311,
  BT1_GE733,
  HB2A_GE115,
  HB2A_GE113,
  D2B,
  D1A,
  D20,
  D1B,
  HRPT,
  SPODI,
  ECHIDNA,
  WOMBAT,
  CU_KA,
  CU_KA1,
  CO_KA,
  MO_KA,
  BEAMLINE_11BM,
];

/**
 * The instrument of a name.
 *
 * @throws RangeError when there is none; the message lists the names.
 */
export function instrumentNamed(name: string): Instrument {
  const instrument = INSTRUMENTS.find((candidate) => candidate.name === name);
  if (instrument) return instrument;
  const known = INSTRUMENTS.map((candidate) => candidate.name).join(', ');
  throw new RangeError(`no instrument is named "${name}"; known: ${known}`);
}
