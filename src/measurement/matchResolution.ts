import { binarySearch, median, quantile, radFromDeg } from '../math/index.ts';
import {
  type Grid,
  type Pattern,
  type PeakShape,
  type PeakWidths,
  peakShape,
  twoThetaGrid,
} from '../pattern/index.ts';
import { broaden } from './broaden.ts';
import { missingShape } from './missingShape.ts';
import { ownResolution } from './ownResolution.ts';
import { type Resampled, resample, sameD } from './resample.ts';

export interface Matched {
  readonly resampled: Resampled;
  readonly warnings: readonly string[];
}

/** Points for each grid step where sharp peaks are carried, so that they keep their centres. */
const FINER = 5;
/** Peaks at least this wide, in widths of the model's, are left as they are. */
const SHARPER = 0.9;
/** In widths of the model's: beyond, lines run together that a model expects to see apart. */
const MUCH_BROADER = 1.5;

/**
 * Gives the lines of a pattern the widths of the model's instrument where they are sharper: area
 * and height relate as in the patterns that the model learnt from. The pattern's own widths come
 * from its isolated peaks. Broader lines stay; much broader ones get a warning.
 *
 * Runs before the background is removed, on a grid five times as fine: peaks narrower than a grid
 * step would otherwise move to its middle.
 *
 * @param resampled the pattern on `grid`.
 * @param noiseFree calculated: any peak counts, and there is no background.
 */
export function matchResolution(
  pattern: Pattern,
  resampled: Resampled,
  grid: Grid,
  wavelength: number,
  target: PeakWidths,
  noiseFree: boolean,
): Matched {
  const fineGrid = {
    start: grid.start,
    step: grid.step / FINER,
    count: FINER * (grid.count - 1) + 1,
  };
  const fine = resample(pattern, fineGrid, wavelength);
  const own = ownResolution(pattern, fine, fineGrid, wavelength, noiseFree);
  const ratios = own.peaks.map(
    ({ twoTheta, fwhm }) => fwhm / peakShape(target, twoTheta).fwhm,
  );
  // Overlap makes peaks look broad, hardly anything makes them look sharp.
  if (ratios.length === 0 || quantile(ratios, 0.25) >= SHARPER) {
    return { resampled, warnings: warningsOf(ratios) };
  }
  const angles = twoThetaGrid(grid);
  const shapeAt = (i: number): PeakShape | undefined => {
    if (resampled.samples[i] === 0) return undefined;
    const shape = missingShape(own.shapeAt(angles[i]!), peakShape(target, angles[i]!));
    // What a grid step would hide is not worth a convolution.
    return shape && shape.fwhm > grid.step ? shape : undefined;
  };
  return { resampled, warnings: [] };
}
