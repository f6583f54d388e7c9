/** A closed interval, `low ≤ high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Arithmetic mean; NaN for an empty list. */
export function mean(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]!;
  return sum / x.length;
}

/** Value below which the share `p` (0…1) of the values lies, interpolated linearly; NaN for an empty list. */
export function quantile(x: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(x).sort();
  const position = p * (sorted.length - 1);
  const low = Math.floor(position);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (position - low) * (sorted[high]! - sorted[low]!);
}

/** The middle value; NaN for an empty list. */
export const median = (x: ArrayLike<number>): number => quantile(x, 0.5);

/**
 * Wilson's score interval of a share, `hits` of `n`, at the normal quantile `z` (1.96: 95 %).
 * [Wilson, J. Am. Stat. Assoc. 22, 209 (1927)]
 */
export function wilsonInterval(hits: number, n: number, z = 1.959963984540054): Interval {
  if (n === 0) return { low: 0, high: 1 };
  const p = hits / n;
  const z2 = (z * z) / n;
  const centre = (p + z2 / 2) / (1 + z2);
  const half = (z * Math.sqrt((p * (1 - p) + z2 / 4) / n)) / (1 + z2);
  // At 0 and n hits one limit is exact; rounding must not move it past the share itself.
  return { low: hits === 0 ? 0 : centre - half, high: hits === n ? 1 : centre + half };
}

/** Index of the last element ≤ `value` in an ascending list; −1 when all are greater. */
export function binarySearch(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
