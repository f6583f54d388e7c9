import { defaultBraggRange, gridEnd } from './grid.ts';
import type { Grid, Instrument, PeakWidths } from './instrument.ts';
import { gaussianSquare, lorentzianWidth, peakShape } from './peakShape.ts';
import { sampleFault, sampleWidths } from './sample.ts';
import type { SimulationOptions } from './simulation.ts';

/** Degrees between the angles at which widths are tried. */
const TRIAL_STEP = 0.02;
/** In grid steps: narrower peaks would fall between the points. */
const LEAST_WIDTH = 0.1;

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

/** Where, between two angles 2θ, the FWHM are not real, or too small for the grid. */
function widthFault(
  widths: PeakWidths,
  grid: Grid,
  [from, to]: readonly [number, number],
): string | undefined {
  const { U, V, W, X, Y, Z } = widths;
  const where = (f: (twoTheta: number) => number) => negativeInterval(f, from, to);
  const gaussian = where((twoTheta) => gaussianSquare(widths, twoTheta));
  if (gaussian) {
    return `U = ${U}, V = ${V}, W = ${W} make the squared Gaussian FWHM negative ${gaussian}`;
  }
  const lorentzian = where((twoTheta) => lorentzianWidth(widths, twoTheta));
  if (lorentzian) {
    return `X = ${X}, Y = ${Y}, Z = ${Z} make the Lorentzian FWHM negative ${lorentzian}`;
  }
  const narrow = where((twoTheta) => peakShape(widths, twoTheta).fwhm - LEAST_WIDTH * grid.step);
  if (narrow) return `peaks are narrower than a tenth of the grid's step of ${grid.step} ${narrow}`;
  return undefined;
}

/** The first interval of negative (or no) values, in words. */
function negativeInterval(
  f: (twoTheta: number) => number,
  from: number,
  to: number,
): string | undefined {
  const steps = Math.ceil((to - from) / TRIAL_STEP);
  const angles = Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);
  const first = angles.findIndex((angle) => !(f(angle) >= 0));
  if (first < 0) return undefined;
  const next = angles.findIndex((angle, i) => i > first && f(angle) >= 0);
  const last = next < 0 ? to : angles[next]!;
  return `from 2θ = ${angles[first]!.toFixed(2)} to ${last.toFixed(2)} degrees`;
}

const isPositive = (x: number): boolean => x > 0 && Number.isFinite(x);
