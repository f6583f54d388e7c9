import { chebyshevSum } from '../math/index.ts';
import type { Rng } from '../random/index.ts';
import { scaleToMax } from './scaleToMax.ts';

/**
 * Puts a pattern on a random background of a height, in place: a flat part and a sum of Chebyshev
 * polynomials whose coefficients are normal with a standard deviation of 1/n, nowhere negative.
 */
export function addBackground(
  pattern: Float32Array,
  rng: Rng,
  height: number,
  terms: number,
): void {
  const coefficients = [0, ...Array.from({ length: terms }, (_, n) => rng.normal() / (n + 1))];
  const flat = rng.uniform();
  const last = pattern.length - 1;
  const curve = Float64Array.from(pattern, (_, i) =>
    chebyshevSum(coefficients, last > 0 ? (2 * i) / last - 1 : 0),
  );
  const low = curve.reduce((least, y) => Math.min(least, y), Number.POSITIVE_INFINITY);
  const high = curve.reduce((most, y) => Math.max(most, y), Number.NEGATIVE_INFINITY);
  const range = high > low ? high - low : 1;
  for (let i = 0; i < pattern.length; i++) {
    pattern[i]! += height * (flat + ((1 - flat) * (curve[i]! - low)) / range);
  }
  scaleToMax(pattern);
}
