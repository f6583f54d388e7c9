import type { Rng } from '../random/index.ts';

/** Applies an option that is on to its share of the patterns. */
export function drawn<T extends { readonly share: number }, R>(
  options: T | undefined,
  rng: Rng,
  apply: (rng: Rng, options: T) => R,
): R | undefined {
  if (options === undefined || rng.uniform() >= options.share) return undefined;
  return apply(rng, options);
}
