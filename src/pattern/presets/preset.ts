import type { Grid, Instrument } from '../instrument.ts';

/** 2θ of the first and the last point and the distance between points, degrees. */
export type Range = readonly [from: number, to: number, step: number];

export function gridOver([start, end, step]: Range): Grid {
  return { start, step, count: Math.round((end - start) / step) + 1 };
}

/** What presets share unless they say otherwise. */
type Common =
  | 'satellites'
  | 'grid'
  | 'cutoff'
  | 'axialDivergence'
  | 'zeroShift'
  | 'polarisation'
  | 'scatteringLengths';

type Given = Omit<Instrument, Common | 'radiation'> &
  Partial<Pick<Instrument, Common>> & { readonly range: Range };

/**
 * Peaks are cut off where Rietveld programs cut them, and scattering lengths come from the newer of
 * our tables: users simulate to compare with a measurement.
 */
const common = {
  satellites: [],
  cutoff: 0.001,
  axialDivergence: { kind: 'none' },
  zeroShift: 0,
  scatteringLengths: 'rauch2003',
} as const;

export function neutronPreset({ range, ...given }: Given): Instrument {
  const grid = gridOver(range);
  return { ...common, radiation: 'neutron', polarisation: { kind: 'none' }, grid, ...given };
}

export function xrayPreset({
  range,
  ...given
}: Given & Pick<Instrument, 'polarisation'>): Instrument {
  return { ...common, radiation: 'x-ray', grid: gridOver(range), ...given };
}
