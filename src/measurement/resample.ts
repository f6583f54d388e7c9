import { binarySearch, degFromRad, type Interval, median, radFromDeg } from '../math/index.ts';
import { type Grid, type Pattern, twoThetaGrid } from '../pattern/index.ts';

/** A pattern on a model's grid. Every list has one entry per grid point. */
export interface Resampled {
  /** 0 where the pattern does not reach. */
  readonly intensity: Float64Array;
  /** Measured points that went into each grid point; 0 where the pattern does not reach. */
  readonly samples: Float64Array;
  /** Width over which they were taken, degrees: the step of the grid, unless broadened. */
  readonly widths: Float64Array;
  /** Share of the grid that the pattern reaches. */
  readonly coverage: number;
  /** 2θ on the grid, degrees, between the first and last point reached; undefined without any. */
  readonly interval: Interval | undefined;
}

/**
 * Carries a pattern to another wavelength and an even grid, at equal d = λ / (2 sin θ), so that
 * sin θ / λ stays. Where several measured points share a grid cell, the cell gets their mean
 * (integral of the straight lines between them); where they lie wider, the line itself.
 *
 * Heights are carried as they are. The integrated intensity of a line follows the Lorentz factor
 * L = 1 / (sin²θ cos θ), so its height must change by L(θ′) / L(θ) and, because its width changes
 * by d(2θ′) / d(2θ) = (λ′ cos θ) / (λ cos θ′), by the inverse of that as well. At equal d the
 * product is (λ / λ′)³ for every line: a scale factor, which has no meaning here.
 */
export function resample(pattern: Pattern, grid: Grid, wavelength: number): Resampled {
  const { twoTheta } = pattern;
  const source = polyline(twoTheta, pattern.intensity);
  const widestGap = Math.max(0.5, 5 * medianStep(pattern));
  const ratio = pattern.wavelength / wavelength;
  const sourceAngle = (x: number) => angleAtSameD(x, ratio);

  const angles = twoThetaGrid(grid);
  const intensity = new Float64Array(grid.count);
  const samples = new Float64Array(grid.count);
  let first = grid.count;
  let last = -1;
  let reached = 0;
  for (let i = 0; i < grid.count; i++) {
    const x = angles[i]!;
    const centre = sourceAngle(x);
    if (!source.reaches(centre, widestGap)) continue;
    const low = sourceAngle(x - grid.step / 2);
    const high = sourceAngle(x + grid.step / 2);
    const count = binarySearch(twoTheta, high) - binarySearch(twoTheta, low);
    intensity[i] = count >= 2 ? source.mean(low, high) : source.at(centre);
    samples[i] = Math.max(1, count);
    first = Math.min(first, i);
    last = i;
    reached++;
  }
  return {
    intensity,
    samples,
    widths: new Float64Array(grid.count).fill(grid.step),
    coverage: reached / grid.count,
    interval: last < 0 ? undefined : { low: angles[first]!, high: angles[last]! },
  };
}

/** Median distance of neighbouring points, degrees. */
export const medianStep = ({ twoTheta }: Pattern): number =>
  median(twoTheta.map((x, i) => x - twoTheta[i - 1]!).slice(1));

/** [start, end) of each run of grid points that the pattern reaches. */
export function stretches({ samples }: Resampled): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let i = 0; i < samples.length; i++) {
    if (samples[i]! === 0) continue;
    if (i > 0 && samples[i - 1]! > 0) found.at(-1)![1] = i + 1;
    else found.push([i, i + 1]);
  }
  return found;
}

/**
 * 2θ in degrees, at a wavelength `ratio` times as long, of the spacing that lies at `twoTheta`; 180
 * where no angle reaches it.
 */
export function angleAtSameD(twoTheta: number, ratio: number): number {
  // Equal wavelengths must not cost the last digit: zeros between peaks stay exact.
  if (ratio === 1) return twoTheta;
  const sine = ratio * Math.sin(radFromDeg(twoTheta / 2));
  return sine >= 1 ? 180 : 2 * degFromRad(Math.asin(sine));
}

/** Straight lines between the points (x, y), x ascending. */
function polyline(x: Float64Array, y: Float64Array) {
  const last = x.length - 1;
  // An end that differs by rounding only is still the end.
  const tolerance = 1e-6;
  const area = new Float64Array(x.length);
  for (let k = 1; k <= last; k++) {
    area[k] = area[k - 1]! + ((y[k]! + y[k - 1]!) / 2) * (x[k]! - x[k - 1]!);
  }
  const segment = (at: number) => Math.min(Math.max(binarySearch(x, at), 0), last - 1);
  const at = (value: number) => {
    const k = segment(value);
    const t = Math.min(Math.max((value - x[k]!) / (x[k + 1]! - x[k]!), 0), 1);
    return y[k]! * (1 - t) + y[k + 1]! * t;
  };
  const areaTo = (value: number) => {
    const k = segment(value);
    return area[k]! + ((y[k]! + at(value)) / 2) * (value - x[k]!);
  };
  return {
    at,
    mean(low: number, high: number) {
      const from = Math.max(low, x[0]!);
      const to = Math.min(high, x[last]!);
      return (areaTo(to) - areaTo(from)) / (to - from);
    },
    reaches(value: number, widestGap: number) {
      if (value < x[0]! - tolerance || value > x[last]! + tolerance || value >= 180) return false;
      const k = segment(value);
      const onPoint = Math.min(value - x[k]!, x[k + 1]! - value) < tolerance;
      return onPoint || x[k + 1]! - x[k]! <= widestGap;
    },
  };
}
