import { mean, median, quantile, radFromDeg } from '../math/index.ts';
import {
  type Grid,
  type Pattern,
  type PeakShape,
  type PeakWidths,
  peakShape,
} from '../pattern/index.ts';
import { estimateBackground } from './background.ts';
import { type IsolatedPeak, isolatedPeaks } from './isolatedPeaks.ts';
import { etaOf } from './missingShape.ts';
import { noiseOnGrid } from './noise.ts';
import { angleAtSameD, medianStep, type Resampled, stretches } from './resample.ts';
import { fitResolution, UNDER, widthAt } from './resolution.ts';

/** What a pattern tells of the shape of its lines, at the wavelength to which it was carried. */
export interface OwnResolution {
  /** 2θ of the isolated peaks, degrees. */
  readonly peaks: readonly number[];
  /** Shape of a line at a 2θ. */
  shapeAt(twoTheta: number): PeakShape;
}

/** Standard deviations of noise that a peak must reach for its width to count. */
const CLEAR = 15;
/** Share of the highest peak that it must reach besides. */
const LEAST_HEIGHT = 0.01;
/** Measured points within its width that a peak must have to tell its shape. */
const WELL_SAMPLED = 5;

/** An isolated peak where it was measured, and where it was carried to. */
interface Line {
  /** 2θ on the grid, degrees. */
  readonly twoTheta: number;
  /** Full width at half maximum on the grid, degrees. */
  readonly carried: number;
  /** tan θ and full width at half maximum as measured. */
  readonly tangent: number;
  readonly fwhm: number;
  readonly quarterToHalf: number;
}

/**
 * Own resolution of a pattern, from its isolated peaks; undefined when it has none. Widths are
 * fitted at the wavelength of the pattern, where they follow a resolution curve; at equal d they
 * change by d(2θ′) / d(2θ) = tan θ′ / tan θ. One Lorentzian share does for all peaks.
 *
 * @param fine the pattern, carried to a fine `grid` at `wavelength`.
 * @param target widths of the model's instrument.
 */
export function ownResolution(
  pattern: Pattern,
  fine: Resampled,
  grid: Grid,
  wavelength: number,
  target: PeakWidths,
): OwnResolution | undefined {
  const ratio = pattern.wavelength / wavelength;
  const tangentAt = (twoTheta: number) => tangentOf(angleAtSameD(twoTheta, ratio));
  const stretchAt = (twoTheta: number) => tangentOf(twoTheta) / tangentAt(twoTheta);
  const sigma = noiseOnGrid(pattern, fine, grid, wavelength);
  const lines: readonly Line[] = clearPeaks(fine, sigma, grid).map((peak) => {
    const twoTheta = grid.start + grid.step * peak.centre;
    const carried = grid.step * peak.fwhm;
    const fwhm = carried / stretchAt(twoTheta);
    const { quarterToHalf } = peak;
    return { twoTheta, carried, tangent: tangentAt(twoTheta), fwhm, quarterToHalf };
  });
  if (lines.length === 0) return undefined;

  const eta = commonEta(lines, WELL_SAMPLED * medianStep(pattern));
  const fit = fitResolution(lines);
  // Below the first peak a fit would run wild.
  const lowest = lines[0]!.tangent;
  const fwhmAt = fit
    ? (x: number) => widthAt(fit, Math.max(tangentAt(x), lowest)) * stretchAt(x)
    : guess(lines, target, stretchAt);
  return {
    peaks: lines.map(({ twoTheta }) => twoTheta),
    shapeAt: (twoTheta) => ({ fwhm: fwhmAt(twoTheta), eta }),
  };
}

const tangentOf = (twoTheta: number) => Math.tan(radFromDeg(twoTheta / 2));

/**
 * Widths for lines that make no curve: equal ones as measured, times what carrying makes of them,
 * or those of an instrument times a factor: what agrees better, the instrument when in doubt.
 */
function guess(
  lines: readonly Line[],
  target: PeakWidths,
  stretchAt: (twoTheta: number) => number,
): (twoTheta: number) => number {
  const targetAt = (twoTheta: number) => peakShape(target, twoTheta).fwhm;
  const [scaled, equal] = [targetAt, stretchAt].map((widthAt) => {
    const factors = lines.map(({ twoTheta, carried }) => carried / widthAt(twoTheta));
    const factor = quantile(factors, UNDER);
    const misfit = mean(factors.map((other) => Math.abs(other / factor - 1)));
    return { misfit, widthAt: (twoTheta: number) => factor * widthAt(twoTheta) };
  });
  return (equal!.misfit < scaled!.misfit ? equal! : scaled!).widthAt;
}

/** Lorentzian share of the peaks at least `least` wide; that of a Gaussian when there are none. */
function commonEta(lines: readonly Line[], least: number): number {
  const ratios = lines
    .filter(({ fwhm }) => fwhm >= least)
    .map(({ quarterToHalf }) => quarterToHalf);
  return ratios.length === 0 ? 0 : etaOf(median(ratios));
}

/** Isolated peaks that stand out of noise and background, in every stretch of the pattern. */
function clearPeaks(fine: Resampled, sigma: Float64Array, grid: Grid): readonly IsolatedPeak[] {
  const net = new Float64Array(grid.count);
  for (const [start, end] of stretches(fine)) {
    const y = fine.intensity.subarray(start, end);
    const noise = sigma.subarray(start, end);
    const background = estimateBackground(y, noise, grid.start + grid.step * start, grid.step);
    net.set(
      y.map((value, i) => value - background[i]!),
      start,
    );
  }
  const highest = net.reduce((most, y) => Math.max(most, y), 0);
  const limit = (i: number) => Math.max(CLEAR * sigma[i]!, LEAST_HEIGHT * highest);
  return isolatedPeaks(net, limit);
}
