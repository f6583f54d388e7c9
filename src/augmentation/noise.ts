import type { Rng } from '../random/index.ts';
import type { Augmentation } from './augmentation.ts';
import { scaleToMax } from './scaleToMax.ts';

/**
 * Adds counting noise to a pattern of maximum 1, in place: y ← y + √((y + b)/N)·n, n standard
 * normal, N counts at the maximum, b the height of a background that has been subtracted. The
 * result is scaled to maximum 1 again, as every pattern that the network sees.
 */
export function addNoise(
  pattern: Float32Array,
  rng: Rng,
  options: Omit<NonNullable<Augmentation['noise']>, 'share'>,
): void {
  const { minCounts, maxCounts, maxBackground } = options;
  const counts = minCounts * (maxCounts / minCounts) ** rng.uniform();
  const background = maxBackground * rng.uniform();
  for (let i = 0; i < pattern.length; i++) {
    // What is below zero has been subtracted too far; it was counted all the same.
    const counted = Math.max(0, pattern[i]! + background);
    pattern[i]! += Math.sqrt(counted / counts) * rng.normal();
  }
  scaleToMax(pattern);
}
