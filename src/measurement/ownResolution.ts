import { median, radFromDeg } from '../math/index.ts';
import type { Grid, Pattern, PeakShape } from '../pattern/index.ts';
import { estimateBackground } from './background.ts';
import { type IsolatedPeak, isolatedPeaks } from './isolatedPeaks.ts';
import { etaOf } from './missingShape.ts';
import { angleAtSameD, type Resampled, stretches } from './resample.ts';
import { fitResolution, widthAt } from './resolution.ts';

/** What a pattern tells of the shape of its lines, at the wavelength to which it was carried. */
export interface OwnResolution {
  /** 2θ of the isolated peaks, degrees. */
  readonly peaks: readonly number[];
  /** Shape of a line at a 2θ. Undefined without isolated peaks. */
  shapeAt(twoTheta: number): PeakShape | undefined;
}

/** Standard deviations of noise that a peak must reach for its width to count. */
const CLEAR = 15;
/** Share of the highest peak that it must reach besides. */
const LEAST_HEIGHT = 0.01;
/** Measured points within its width that a peak must have to tell its shape. */
const WELL_SAMPLED = 5;

/**
 * Own resolution of a pattern, from its isolated peaks. Widths are fitted at the wavelength of the
 * pattern, where they follow a resolution curve, and carried back: at equal d they change by
 * d(2θ′) / d(2θ) = tan θ′ / tan θ. One Lorentzian share does for all peaks.
 *
 * @param fine the pattern, carried to a fine `grid`.
 * @param sigma its noise.
 * @param ratio wavelength of the pattern over that of the grid.
 */
export function ownResolution(
  fine: Resampled,
  sigma: Float64Array,
  grid: Grid,
  pattern: Pattern,
  ratio: number,
): OwnResolution {
  const tangentOf = (twoTheta: number) => Math.tan(radFromDeg(twoTheta / 2));
  const ownTangent = (twoTheta: number) => tangentOf(angleAtSameD(twoTheta, ratio));
  const stretch = (twoTheta: number) => tangentOf(twoTheta) / ownTangent(twoTheta);

  const peaks = clearPeaks(fine, sigma, grid).map(({ centre, fwhm, quarterToHalf }) => ({
    twoTheta: grid.start + grid.step * centre,
    fwhm: grid.step * fwhm,
    quarterToHalf,
  }));
  if (peaks.length === 0 || !fine.interval) return { peaks: [], shapeAt: () => undefined };

  const widths = peaks.map(({ twoTheta, fwhm }) => ({
    tangent: ownTangent(twoTheta),
    fwhm: fwhm / stretch(twoTheta),
  }));
  const { low, high } = fine.interval;
  const resolution = fitResolution(widths, [ownTangent(low), ownTangent(high)]);
  const spacing = median(pattern.twoTheta.map((x, i) => x - pattern.twoTheta[i - 1]!).slice(1));
  const sampled = peaks.filter((_, k) => widths[k]!.fwhm >= WELL_SAMPLED * spacing);
  const eta =
    sampled.length === 0 ? 0 : etaOf(median(sampled.map(({ quarterToHalf }) => quarterToHalf)));
  return {
    peaks: peaks.map(({ twoTheta }) => twoTheta),detail: peaks,
    shapeAt: (twoTheta) => ({
      fwhm: widthAt(resolution, ownTangent(twoTheta)) * stretch(twoTheta),
      eta,
    }),
  };
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
