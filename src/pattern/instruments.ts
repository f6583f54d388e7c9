import type { Instrument } from './instrument.ts';

/**
 * The instrument of Lolla et al., J. Appl. Cryst. 55, 882 (2022): BT-1 of NIST with its Ge(311)
 * monochromator, as found by fitting the peaks of six of the authors' public sample patterns.
 */
export const BT1_GE311: Instrument = {
  name: 'bt1-ge311',
  radiation: 'neutron',
  wavelength: 2.0775,
  grid: { start: 3, step: 0.05, count: 3041 },
  widths: { U: 0.28812, V: 0.00195, W: 0.00031, X: 0.00865, Y: 0.04753 },
  cutoff: 0.001,
  axialDivergence: 0.006377,
  zeroShift: 0.0006,
  scatteringLengths: 'sears1992',
  source:
    'least squares over whole sample patterns of usnistgov/semi-supervised-neutron (commit 5f787ef)',
};

export const INSTRUMENTS: readonly Instrument[] = [BT1_GE311];

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
