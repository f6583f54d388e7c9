import { binarySearch, median, quantile } from '../math/index.ts';
import {
  type Grid,
  type Pattern,
  type PeakWidths,
  peakShape,
  twoThetaGrid,
} from '../pattern/index.ts';
import { broaden } from './broaden.ts';
import { missingShape } from './missingShape.ts';
import { noiseOnGrid } from './noise.ts';
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
 * that lines have comes from the isolated peaks of the pattern. Broader lines stay as they are.
 *
 * Works on a grid five times as fine, where peaks narrower than a grid step keep their places.
 *
 * @param resampled the pattern on `grid`.
 * @param target widths of the model's instrument.
 */
export function matchResolution(
  pattern: Pattern,
  resampled: Resampled,
  grid: Grid,
  wavelength: number,
  target: PeakWidths,
): Matched {
  const fineGrid = {
    start: grid.start,
    step: grid.step / FINER,
    count: FINER * (grid.count - 1) + 1,
  };
  const ratio = pattern.wavelength / wavelength;
  const fine = resample(pattern, fineGrid, wavelength);
  const sigma = noiseOnGrid(pattern, fine, fineGrid, wavelength);
  const own = ownResolution(fine, sigma, fineGrid, pattern, ratio);
  const ratios = own.peaks.map(
    (x) => own.shapeAt(x)!.fwhm / peakShape(target, x).fwhm,
  );
  if (!(quantile(ratios, 0.25) < SHARPER)) return { resampled, warnings: warningsOf(ratios) };

  const angles = twoThetaGrid(grid);
  const blurred = broaden(fine, fineGrid, grid, (i) => {
    const has = own.shapeAt(angles[i]!);
    if (!has || resampled.samples[i] === 0) return undefined;
    const missing = missingShape(has, peakShape(target, angles[i]!));
    // The mean over a grid step, which is there already, blurs as much.
    return missing && missing.fwhm > grid.step ? missing : undefined;
  });
  const count = (from: number, to: number) =>
    binarySearch(pattern.twoTheta, angleAtSameD(to, ratio)) -
    binarySearch(pattern.twoTheta, angleAtSameD(from, ratio));
  const widths = resampled.widths.map((step, i) => Math.max(step, blurred[i]?.effectiveWidth ?? 0));
  return {
    resampled: {
      ...resampled,
      intensity: resampled.intensity.map((y, i) => blurred[i]?.mean ?? y),
      samples: resampled.samples.map((n, i) =>
        Math.max(n, count(angles[i]! - widths[i]! / 2, angles[i]! + widths[i]! / 2)),
      ),
      widths,
    },
    warnings: [],
  };
}

function warningsOf(ratios: readonly number[]): string[] {
  const typical = median(ratios);
  if (!(typical > MUCH_BROADER)) return [];
  return [
    `peaks are ${typical.toFixed(1)} times as broad as those that the model learnt from: ` +
      'lines that it expects to see apart may run together',
  ];
}
