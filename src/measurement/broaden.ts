import { cutoffDistance, type Grid, type PeakShape, pseudoVoigt } from '../pattern/index.ts';
import type { Resampled } from './resample.ts';

/** Simulated peaks end at this share of their height; so does what imitates them. */
const CUTOFF = 0.001;
/** A profile is laid out in pieces of its width over this number. */
const PIECES = 10;

/** A weighted mean, and the width of an even mean that has as much noise. */
export interface Blurred {
  readonly mean: number;
  /** Degrees; 1 / ∫K² of the profile K. */
  readonly effectiveWidth: number;
}

/** Σ up to each point of what is there, so that the mean of any stretch costs one subtraction. */
interface Sums {
  readonly intensity: Float64Array;
  readonly points: Float64Array;
}

/**
 * Means of a finely sampled pattern under a pseudo-Voigt that changes along it: convolution, with
 * the shape at the point that receives. A flat background stays as it is; the area of a peak stays
 * within ½ d²(σ²)/d(2θ)², 0.3 % where BT-1 is broadest. Points that nothing reaches do not count.
 *
 * @param fine the pattern at a whole number of points for each step of `grid`, on the same start.
 * @param shapeAt shape at a grid point; undefined leaves the point out.
 */
export function broaden(
  fine: Resampled,
  fineGrid: Grid,
  grid: Grid,
  shapeAt: (i: number) => PeakShape | undefined,
): readonly (Blurred | undefined)[] {
  const sums = sumsOf(fine);
  const finer = Math.round(grid.step / fineGrid.step);
  return Array.from({ length: grid.count }, (_, i) => {
    const shape = shapeAt(i);
    return shape && meanUnder(shape, sums, i * finer, fineGrid.step);
  });
}

function sumsOf({ intensity, samples }: Resampled): Sums {
  const sums = {
    intensity: new Float64Array(intensity.length + 1),
    points: new Float64Array(intensity.length + 1),
  };
  for (let i = 0; i < intensity.length; i++) {
    sums.intensity[i + 1] = sums.intensity[i]! + intensity[i]!;
    sums.points[i + 1] = sums.points[i]! + (samples[i]! > 0 ? 1 : 0);
  }
  return sums;
}

function meanUnder(shape: PeakShape, sums: Sums, centre: number, step: number): Blurred {
  const last = sums.points.length - 1;
  // An odd number of points, so that pieces lie evenly about the centre.
  const half = Math.floor(shape.fwhm / PIECES / step / 2);
  const piece = 2 * half + 1;
  const reach = Math.floor(cutoffDistance(shape, CUTOFF) / (piece * step));
  let intensity = 0;
  let points = 0;
  let weights = 0;
  let squares = 0;
  for (let j = -reach; j <= reach; j++) {
    const weight = pseudoVoigt(shape, j * piece * step);
    const from = Math.min(Math.max(0, centre + j * piece - half), last);
    const to = Math.min(Math.max(0, centre + j * piece + half + 1), last);
    intensity += weight * (sums.intensity[to]! - sums.intensity[from]!);
    points += weight * (sums.points[to]! - sums.points[from]!);
    weights += weight;
    squares += weight * weight;
  }
  return {
    mean: intensity / points,
    effectiveWidth: ((weights * weights) / squares) * piece * step,
  };
}
