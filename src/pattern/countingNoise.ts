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
 */
export function withCountingNoise(pattern: Pattern, rng: Rng, options: CountingOptions): Pattern {
  const { counts, background = 0 } = options;
  const max = pattern.intensity.reduce((most, y) => Math.max(most, y), 0);
  const intensity = pattern.intensity.map((y) => rng.poisson((counts * y) / max + background));
  return { ...pattern, intensity, sigma: intensity.map((n) => Math.sqrt(Math.max(n, 1))) };
}
