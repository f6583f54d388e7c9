import { scaleToMax } from './scaleToMax.ts';

/** FWHM of a Gaussian over its standard deviation. */
const FWHM = Math.sqrt(8 * Math.LN2);
/** Standard deviations at which a Gaussian is cut off: 3e-4 of its height. */
const REACH = 4;

/**
 * Widens the peaks of a pattern by a Gaussian, in place: the mean of the points under it, of those
 * that the grid has.
 *
 * @param points FWHM, in points of the grid
 */
export function widen(pattern: Float32Array, points: number): void {
  const sigma = points / FWHM;
  const reach = Math.min(pattern.length, Math.ceil(REACH * sigma));
  if (reach === 0) return;
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, j) =>
    Math.exp(-(((j - reach) / sigma) ** 2) / 2),
  );
  const source = pattern.slice();
  for (let i = 0; i < source.length; i++) {
    let sum = 0;
    let total = 0;
    const from = Math.max(0, i - reach);
    const to = Math.min(source.length - 1, i + reach);
    for (let k = from; k <= to; k++) {
      const weight = weights[k - i + reach]!;
      sum += weight * source[k]!;
      total += weight;
    }
    pattern[i] = sum / total;
  }
  scaleToMax(pattern);
}
