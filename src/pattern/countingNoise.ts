import type { Rng } from '../random/index.ts';
import type { Pattern } from './pattern.ts';

export interface CountingOptions {
  /** Counts at the strongest point, above the background. */
  readonly counts: number;
  /** Counts of a flat background. @default 0 */
  readonly background?: number;
}

/**
 * A measurement of a calculated pattern: Poisson counts over a flat background, with their standard
 * deviations √max(n, 1).
 *
 * @throws RangeError when counts or background are negative, or nothing in the pattern is positive.
 */
export function withCountingNoise(pattern: Pattern, rng: Rng, options: CountingOptions): Pattern {
  const { counts, background = 0 } = options;
  if (!(counts >= 0 && background >= 0)) {
    throw new RangeError(`counts and background must not be negative: ${counts}, ${background}`);
  }
  const max = pattern.intensity.reduce((most, y) => Math.max(most, y), 0);
  if (!(max > 0)) throw new RangeError('a pattern without intensity gives no counts');
  const intensity = pattern.intensity.map((y) => rng.poisson((counts * y) / max + background));
  return { ...pattern, intensity, sigma: intensity.map((n) => Math.sqrt(Math.max(n, 1))) };
}
