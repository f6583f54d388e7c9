import { degFromRad } from '../math/index.ts';
import type { Grid, PeakWidths } from './instrument.ts';
import { gaussianSquare, lorentzianWidth, peakShape } from './peakShape.ts';

/** Degrees between the angles at which widths are tried. */
const TRIAL_STEP = 0.02;
/** In grid steps: narrower peaks would fall between the points. */
const LEAST_WIDTH = 0.1;

/** Where, between two angles 2θ, the FWHM are not real, or too small for the grid: one sentence. */
export function widthFault(
  widths: PeakWidths,
  grid: Grid,
  range: readonly [number, number],
): string | undefined {
  const { U, V, W, X, Y, Z } = widths;
  const angles = trialAngles(widths, range);
  const where = (f: (twoTheta: number) => number) => negativeIntervals(f, angles);
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

/**
 * Even steps, and the bottoms of both curves, so that no dip falls between: the Gaussian one lies at
 * tanθ = −V/2U, that of X tanθ + Y/cosθ at sinθ = −X/Y.
 */
function trialAngles(
  { U, V, X, Y }: PeakWidths,
  [from, to]: readonly [number, number],
): readonly number[] {
  const steps = Math.ceil((to - from) / TRIAL_STEP);
  const even = Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);
  const bottoms = [Math.atan(-V / (2 * U)), Math.asin(-X / Y)].map((rad) => 2 * degFromRad(rad));
  return [...even, ...bottoms.filter((angle) => angle > from && angle < to)].sort((a, b) => a - b);
}

/** All intervals of negative (or no) values, in words. */
function negativeIntervals(
  f: (twoTheta: number) => number,
  angles: readonly number[],
): string | undefined {
  const intervals: string[] = [];
  let start: number | undefined;
  const close = (end: number) => {
    if (start === undefined) return;
    intervals.push(`from 2θ = ${start.toFixed(2)} to ${end.toFixed(2)}`);
    start = undefined;
  };
  for (const angle of angles) {
    if (f(angle) >= 0) close(angle);
    else start ??= angle;
  }
  close(angles.at(-1)!);
  return intervals.length === 0 ? undefined : `${intervals.join(' and ')} degrees`;
}
