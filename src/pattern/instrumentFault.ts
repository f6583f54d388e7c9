import { defaultBraggRange, gridEnd } from './grid.ts';
import type { Grid, Instrument } from './instrument.ts';
import { sampleFault, sampleWidths } from './sample.ts';
import type { SimulationOptions } from './simulation.ts';
import { widthFault } from './widthFault.ts';

/** What makes it impossible to simulate patterns of an instrument, one sentence. */
export function instrumentFault(
  instrument: Instrument,
  { braggRange = defaultBraggRange(instrument.grid), sample = {} }: SimulationOptions = {},
): string | undefined {
  const { wavelength, satellites, grid, cutoff, zeroShift } = instrument;
  for (const line of [{ wavelength, weight: 1 }, ...satellites]) {
    if (!isPositive(line.wavelength)) return `wavelengths must be positive: ${line.wavelength} Å`;
    if (!isPositive(line.weight)) return `weights of lines must be positive: ${line.weight}`;
  }
  if (!(cutoff >= 0 && cutoff < 1)) return `the cut-off is a share from 0 to 1: ${cutoff}`;
  if (!Number.isFinite(zeroShift)) return `the zero shift must be a number: ${zeroShift}`;
  return (
    sampleFault(sample) ??
    gridFault(grid) ??
    rangeFault(braggRange) ??
    divergenceFault(instrument) ??
    polarisationFault(instrument) ??
    widthFault(sampleWidths(instrument.widths, wavelength, sample), grid, braggRange)
  );
}

function gridFault(grid: Grid): string | undefined {
  const { start, step, count } = grid;
  if (!isPositive(step)) return `the grid must ascend: its step is ${step} degrees`;
  if (!(Number.isInteger(count) && count > 0)) return `a grid has 1, 2, 3 … points, not ${count}`;
  if (start >= 0 && gridEnd(grid) <= 180) return undefined;
  return `the grid must lie between 0 and 180 degrees: it runs from ${start} to ${gridEnd(grid)}`;
}

const rangeFault = ([from, to]: readonly [number, number]): string | undefined =>
  from > 0 && from < to && to < 180
    ? undefined
    : `Bragg angles must ascend between 0 and 180 degrees: ${from}, ${to}`;

function divergenceFault({ axialDivergence }: Instrument): string | undefined {
  switch (axialDivergence.kind) {
    case 'none':
      return undefined;
    case 'simple': {
      const { k } = axialDivergence;
      return k >= 0 ? undefined : `k of the axial divergence must not be negative: ${k}`;
    }
    case 'finger-cox-jephcoat': {
      const { sOverL, hOverL } = axialDivergence;
      if (sOverL >= 0 && hOverL >= 0) return undefined;
      return `S/L and H/L of the axial divergence must not be negative: ${sOverL}, ${hOverL}`;
    }
  }
}

function polarisationFault({ polarisation, radiation }: Instrument): string | undefined {
  if (radiation === 'neutron' && polarisation.kind !== 'none') {
    return `neutrons have no polarisation factor: it is ${polarisation.kind}`;
  }
  if (polarisation.kind === 'synchrotron') {
    const { horizontal } = polarisation;
    if (horizontal >= 0 && horizontal <= 1) return undefined;
    return `the horizontal share of polarisation lies between 0 and 1: ${horizontal}`;
  }
  return undefined;
}

const isPositive = (x: number): boolean => x > 0 && Number.isFinite(x);
