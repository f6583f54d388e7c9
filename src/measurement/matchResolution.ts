import { binarySearch, median, quantile } from '../math/index.ts';
import {
  type Grid,
  type Pattern,
  type PeakWidths,
  peakShape,
  twoThetaGrid,
} from '../pattern/index.ts';
import { type Blurred, broaden } from './broaden.ts';
import { missingShape } from './missingShape.ts';
import { ownResolution } from './ownResolution.ts';
import { angleAtSameD, type Resampled, resample } from './resample.ts';

export interface Matched {
  readonly resampled: Resampled;
  readonly warnings: readonly string[];
}

/** Points for each grid step where sharp peaks are carried, so that they keep their centres. */
const FINER = 5;
/** Peaks as wide as this share of the model's count as its own. */
const SHARPER = 0.9;
/** In widths of the model's: beyond, lines run together that a model expects to see apart. */
const MUCH_BROADER = 1.5;

/**
 * Gives the lines of a pattern the shape that they have on the model's instrument, where they are
 * sharper: heights then relate to areas as in the patterns that the model learnt from. The shape
 * that they have is read from the isolated peaks of the pattern. Broader lines stay as they are.
 *
 * Works on a grid five times as fine, where peaks narrower than a grid step keep their places, and
 * before the background is removed, while noise is still noise: the mean under a profile has less.
 *
 * 60 structures drawn with the widths of a laboratory diffractometer at 1.54 Å differed from their
 * patterns on BT-1 by R = 53 % (median) before and 5 % after, with counting noise by 58 % and 13 %;
 * a pattern costs 10–25 ms.
 *
 * @param carried the pattern on `grid`.
 * @param target widths of the model's instrument.
 */
export function matchResolution(
  pattern: Pattern,
  carried: Resampled,
  grid: Grid,
  wavelength: number,
  target: PeakWidths,
): Matched {
  const { start, step, count } = grid;
  const fineGrid = { start, step: step / FINER, count: FINER * (count - 1) + 1 };
  const fine = resample(pattern, fineGrid, wavelength);
  const own = ownResolution(pattern, fine, fineGrid, wavelength, target);
  if (!own) return { resampled: carried, warnings: [] };
  const shares = own.peaks.map((x) => own.shapeAt(x).fwhm / peakShape(target, x).fwhm);
  if (quantile(shares, 0.25) >= SHARPER)
    return { resampled: carried, warnings: warningsOf(shares) };

  const angles = twoThetaGrid(grid);
  const blurred = broaden(fine, fineGrid, grid, (i) => {
    if (carried.samples[i] === 0) return undefined;
    const missing = missingShape(own.shapeAt(angles[i]!), peakShape(target, angles[i]!));
    // The mean over a grid step, which is there already, blurs as much.
    return missing && missing.fwhm > step ? missing : undefined;
  });
  const resampled = withMeans(carried, blurred, (i, width) => {
    const edge = (x: number) => angleAtSameD(x, pattern.wavelength / wavelength);
    return (
      binarySearch(pattern.twoTheta, edge(angles[i]! + width / 2)) -
      binarySearch(pattern.twoTheta, edge(angles[i]! - width / 2))
    );
  });
  return { resampled, warnings: [] };
}

/** @param samplesIn measured points within a width about a grid point. */
function withMeans(
  carried: Resampled,
  blurred: readonly (Blurred | undefined)[],
  samplesIn: (i: number, width: number) => number,
): Resampled {
  const intensity = carried.intensity.slice();
  const samples = carried.samples.slice();
  const widths = carried.widths.slice();
  for (const [i, blur] of blurred.entries()) {
    if (!blur) continue;
    intensity[i] = blur.mean;
    samples[i] = Math.max(1, samplesIn(i, blur.effectiveWidth));
    widths[i] = blur.effectiveWidth;
  }
  return { ...carried, intensity, samples, widths };
}

function warningsOf(shares: readonly number[]): string[] {
  const typical = median(shares);
  if (typical <= MUCH_BROADER) return [];
  return [
    `peaks are ${typical.toFixed(1)} times as broad as those that the model learnt from: ` +
      'lines that it expects to see apart may run together',
  ];
}
