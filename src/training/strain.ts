import type { Grid } from '../pattern/index.ts';
import type { Rng } from '../random/index.ts';

/**
 * Replaces a pattern by that of the same crystal with a cell smaller by the factor 1/(1 + ε), ε drawn
 * uniformly from 0 to `maxStrain`: sinθ′ = (1 + ε) sinθ.
 *
 * Heights are carried along and nothing else is needed. Stretching the axis multiplies the area of a
 * peak by cosθ/cosθ′, which is just how the Lorentz factor 1/(sin²θ cosθ) changes (up to a constant);
 * and it widens a peak as the tanθ-dependent resolution does, which rules where the shift is large.
 * Compression only: what leaves the range is cut off, where an expansion would have to be invented.
 */
export function createStrainer(
  grid: Grid,
  maxStrain: number,
): (pattern: Float32Array, rng: Rng) => void {
  const halfAngle = Math.PI / 360;
  const sines = Float64Array.from({ length: grid.count }, (_, i) =>
    Math.sin((grid.start + grid.step * i) * halfAngle),
  );
  const source = new Float32Array(grid.count);
  return (pattern, rng) => {
    const strain = maxStrain * rng.uniform();
    source.set(pattern);
    let max = 0;
    for (let i = 0; i < pattern.length; i++) {
      const twoTheta = Math.asin(sines[i]! / (1 + strain)) / halfAngle;
      const position = (twoTheta - grid.start) / grid.step;
      const left = Math.floor(position);
      const share = position - left;
      // Left of the grid there is no peak: the first point stands for what lies there.
      const y = left < 0 ? source[0]! : mix(source[left]!, source[left + 1] ?? 0, share);
      pattern[i] = y;
      if (y > max) max = y;
    }
    if (max > 0) for (let i = 0; i < pattern.length; i++) pattern[i]! /= max;
  };
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;
