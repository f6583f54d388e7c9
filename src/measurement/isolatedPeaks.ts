import { mean } from '../math/index.ts';

/** A maximum that stands alone. Lengths in points. */
export interface IsolatedPeak {
  readonly centre: number;
  /** Full width at half height. */
  readonly fwhm: number;
  /** Full width at a quarter of the height over that at half: √2 of a Gaussian, √3 of a Lorentzian. */
  readonly quarterToHalf: number;
}

/** This many widths from its centre a lone peak is low: a Lorentzian has 14 % there. */
const CLEAR_AT = 1.25;
const CLEAR_BELOW = 0.2;
/** Widths to the nearest end of the pattern, where a background cannot be told from a tail. */
const FROM_END = 2.5;
/** By what factor one half may be wider than the other: axial divergence skews, a neighbour more. */
const MOST_SKEWED = 2.5;
/** The height is the mean over this share of the width to either side: noise lifts the maximum. */
const TOP = 1 / 8;
/** That mean of a Gaussian over its maximum; of a Lorentzian it is 0.98. */
const TOP_MEAN = 0.986;

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
    const rough = peakAt(y, i, y[i]!);
    const peak = rough && peakAt(y, i, heightOf(y, i, rough.fwhm));
    if (peak) found.push(peak);
  }
  return found;
}

function peakAt(y: Float64Array, top: number, height: number): IsolatedPeak | undefined {
  const distance = (direction: -1 | 1, share: number) =>
    distanceTo(y, top, direction, share * height);
  const [left, right] = [distance(-1, 0.5), distance(1, 0.5)];
  const [farLeft, farRight] = [distance(-1, 0.25), distance(1, 0.25)];
  // Not a number where the peak is not the highest point around, or reaches over an end.
  if (!(isEven(left, right) && isEven(farLeft, farRight))) return undefined;
  const fwhm = left + right;
  if (Math.min(top, y.length - 1 - top) < FROM_END * fwhm) return undefined;
  const flanks = [top - CLEAR_AT * fwhm, top + CLEAR_AT * fwhm].map(Math.round);
  if (!flanks.every((i) => y[i]! < CLEAR_BELOW * height)) return undefined;
  return {
    centre: top + (right - left) / 2,
    fwhm,
    quarterToHalf: (farLeft + farRight) / fwhm,
  };
}

const isEven = (a: number, b: number) => a < MOST_SKEWED * b && b < MOST_SKEWED * a;

function heightOf(y: Float64Array, top: number, fwhm: number): number {
  const reach = Math.floor(TOP * fwhm);
  // Fewer points than this show no noise to average, and the mean would not be that of a curve.
  if (reach < 2) return y[top]!;
  return mean(y.subarray(top - reach, top + reach + 1)) / TOP_MEAN;
}

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
