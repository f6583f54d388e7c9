import type { Rng } from '../random/index.ts';
import type { NoiseRecipe } from './recipe.ts';

/**
 * Adds counting noise to a pattern of maximum 1, in place: y ← y + √((y + b)/N)·n, n standard
 * normal, N counts at the maximum, b the height of a background that has been subtracted. The
 * result is scaled to maximum 1 again, as every pattern that the network sees.
 */
export function addNoise(pattern: Float32Array, rng: Rng, recipe: NoiseRecipe): void {
  if (rng.uniform() >= recipe.share) return;
  const { minCounts, maxCounts, maxBackground } = recipe;
  const counts = minCounts * (maxCounts / minCounts) ** rng.uniform();
  const background = maxBackground * rng.uniform();
  let max = 0;
  for (let i = 0; i < pattern.length; i++) {
    const y = pattern[i]!;
    const noisy = y + Math.sqrt((y + background) / counts) * rng.normal();
    pattern[i] = noisy;
    if (noisy > max) max = noisy;
  }
  if (max > 0) for (let i = 0; i < pattern.length; i++) pattern[i]! /= max;
}
