import { InputError, packageVersion } from '../../io/index.ts';
import { formatColumns, formatGsas, formatPdCif } from '../../measurement/index.ts';
import {
  addBackground,
  type Instrument,
  type Pattern,
  twoThetaGrid,
  withCountingNoise,
} from '../../pattern/index.ts';
import { createRng } from '../../random/index.ts';
import type { PatternFormat, SimulateFlags } from './flags.ts';
import type { TextKind } from './output.ts';
import type { Simulated } from './phases.ts';

/** A simulated crystal as it would be recorded, and what was expected before counting. */
export interface Recorded {
  readonly pattern: Pattern;
  readonly expected: Pattern;
}

/** On its background, and with counting noise where counts are given; incoherent scattering is part of both. */
export function record(
  simulated: Simulated,
  { radiation, wavelength, grid }: Instrument,
  { counts, background, hump, seed }: SimulateFlags,
): Recorded {
  const { incoherent } = simulated;
  const peaks = simulated.intensity.map((y, i) => (y + incoherent[i]!) * (counts ?? 1));
  const bare = { radiation, wavelength, twoTheta: twoThetaGrid(grid), intensity: peaks };
  const expected = addBackground(bare, { chebyshev: background ?? [], humps: hump ?? [] });
  if (counts === undefined) return { pattern: expected, expected };
  const highest = expected.intensity.reduce((most, y) => Math.max(most, y), 0);
  const rng = createRng(seed).fork(simulated.crystal.id);
  return { pattern: withCountingNoise(expected, rng, { counts: highest }), expected };
}

const EXTENSIONS: Readonly<Record<PatternFormat, string>> = {
  xy: '.xy',
  xye: '.xye',
  csv: '.csv',
  gsas: '.gsas',
  cif: '.cif',
};

/** Patterns in the format asked for; `options` are told in their headers. */
export const patternText = (
  instrument: Instrument,
  flags: SimulateFlags,
  options: string | undefined,
): TextKind => ({
  extension: EXTENSIONS[flags.format ?? 'xy'],
  textOf: (simulated) => textOf(simulated, instrument, flags, options),
});

function textOf(
  simulated: Simulated,
  instrument: Instrument,
  flags: SimulateFlags,
  options: string | undefined,
): string {
  const { crystal } = simulated;
  const { format = 'xy' } = flags;
  const { pattern, expected } = record(simulated, instrument, flags);
  const program = `mauguin ${packageVersion()}`;
  const what = `${crystal.id}, ${crystal.formula}, space group ${crystal.spaceGroup}`;
  const how = `simulated by ${program}, instrument ${flags.instrument}`;
  // The file itself has no place for a wavelength, and the title is cut at 80 columns.
  const beam = `${instrument.wavelength} A, ${flags.instrument}`;
  const header = [what, how, ...(options === undefined ? [] : [`options: ${options}`])];
  switch (format) {
    case 'xy':
    case 'xye':
    case 'csv':
      return formatColumns(pattern, format, header);
    case 'cif':
      return formatPdCif(pattern, {
        crystal,
        instrument,
        program,
        header,
        calculated: expected.intensity,
      });
    case 'gsas':
      try {
        return formatGsas(pattern, `${what}; ${beam}; simulated by ${program}`);
      } catch (error) {
        throw new InputError(`--format gsas: ${(error as Error).message}`, { cause: error });
      }
  }
}
