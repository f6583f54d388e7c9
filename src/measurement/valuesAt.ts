import { binarySearch } from '../math/index.ts';
import type { Pattern } from '../pattern/index.ts';

/** Degrees by which an angle may lie beyond an end through rounding. */
const AT_THE_END = 1e-6;

/** Intensities of a pattern at other angles 2θ, on straight lines between its points; NaN beyond. */
export function valuesAt(
  { twoTheta: x, intensity: y }: Pick<Pattern, 'twoTheta' | 'intensity'>,
  angles: Float64Array,
): Float64Array {
  const last = x.length - 1;
  return angles.map((angle) => {
    if (angle < x[0]! - AT_THE_END || angle > x[last]! + AT_THE_END) return Number.NaN;
    if (last === 0) return y[0]!;
    const k = Math.min(Math.max(binarySearch(x, angle), 0), last - 1);
    const t = Math.min(Math.max((angle - x[k]!) / (x[k + 1]! - x[k]!), 0), 1);
    return y[k]! * (1 - t) + y[k + 1]! * t;
  });
}
