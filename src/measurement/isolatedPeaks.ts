/** A maximum that stands alone. Lengths in points. */
export interface IsolatedPeak {
  readonly centre: number;
  /** Full width at half height. */
  readonly fwhm: number;
  /** Full width at a quarter of the height over that at half: √2 of a Gaussian, √3 of a Lorentzian. */
  readonly quarterToHalf: number;
}

/** Beyond this many widths from its centre a lone peak is low: a Lorentzian has 14 % there. */
const CLEAR_AT = 1.25;
const CLEAR_BELOW = 0.2;
/** By what factor one half may be wider than the other: axial divergence skews, a neighbour more. */
const MOST_SKEWED = 1.6;

/**
 * The peaks of an evenly sampled pattern without background that reach `limit` and that no other
 * one visibly touches. Two lines nearer than their width still pass as one broad peak.
 */
export function isolatedPeaks(
  y: Float64Array,
  limit: (i: number) => number,
): readonly IsolatedPeak[] {
  const found: IsolatedPeak[] = [];
  for (let i = 1; i + 1 < y.length; i++) {
    if (y[i]! <= limit(i) || y[i]! < y[i - 1]! || y[i]! <= y[i + 1]!) continue;
    const peak = peakAt(y, i);
    if (peak) found.push(peak);
  }
  return found;
}

function peakAt(y: Float64Array, top: number): IsolatedPeak | undefined {
  const height = y[top]!;
  const distance = (direction: -1 | 1, share: number) =>
    distanceTo(y, top, direction, share * height);
  const [left, right] = [distance(-1, 0.5), distance(1, 0.5)];
  const [farLeft, farRight] = [distance(-1, 0.25), distance(1, 0.25)];
  const fwhm = left + right;
  // Not a number where the peak is not the highest point around, or reaches over an end.
  if (!(isEven(left, right) && isEven(farLeft, farRight))) return undefined;
  const clear = [top - CLEAR_AT * fwhm, top + CLEAR_AT * fwhm].map(Math.round);
  if (!clear.every((i) => y[i]! < CLEAR_BELOW * height)) return undefined;
  return {
    centre: top + (right - left) / 2,
    fwhm,
    quarterToHalf: (farLeft + farRight) / fwhm,
  };
}

const isEven = (a: number, b: number) => a < MOST_SKEWED * b && b < MOST_SKEWED * a;

/** Distance at which the flank of a peak first falls to `level`; NaN where it rises over the top. */
function distanceTo(y: Float64Array, top: number, direction: -1 | 1, level: number): number {
  for (let i = top + direction; i >= 0 && i < y.length; i += direction) {
    if (y[i]! > y[top]!) return Number.NaN;
    if (y[i]! > level) continue;
    const before = y[i - direction]!;
    return Math.abs(i - top) - (level - y[i]!) / (before - y[i]!);
  }
  return Number.NaN;
}
