import type { Grid } from '../pattern/index.ts';
import { resample } from './resample.ts';
import { scaleToMax } from './scaleToMax.ts';

/**
 * Replaces a pattern by that of the same crystal with a cell smaller by the factor 1/(1 + ε), ε ≥ 0:
 * sinθ′ = (1 + ε) sinθ.
 *
 * Heights are carried along and nothing else is needed. Stretching the axis multiplies the area of a
 * peak by cosθ/cosθ′, which is just how the Lorentz factor 1/(sin²θ cosθ) changes (up to a constant);
 * and it widens a peak as the tanθ-dependent resolution does, which rules where the shift is large.
 * Compression only: what leaves the range is cut off, where an expansion would have to be invented.
 */
export function createStrainer(grid: Grid): (pattern: Float32Array, strain: number) => void {
  const halfAngle = Math.PI / 360;
  const sines = Float64Array.from({ length: grid.count }, (_, i) =>
    Math.sin((grid.start + grid.step * i) * halfAngle),
  );
  return (pattern, strain) => {
    if (strain === 0) return;
    const positionOf = (i: number) =>
      (Math.asin(sines[i]! / (1 + strain)) / halfAngle - grid.start) / grid.step;
    // Left of the grid there is no peak: the first point stands for what lies there.
    resample(pattern, positionOf, 0);
    scaleToMax(pattern);
  };
}
