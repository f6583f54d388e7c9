/**
 * Indices of the `k` greatest logits, greatest first; of equal ones the lower index comes first.
 * All of them when there are fewer than `k`.
 *
 * @throws RangeError when `k` is not a positive integer.
 */
export function topK(logits: ArrayLike<number>, k: number): number[] {
  if (!Number.isInteger(k) || k < 1) {
    throw new RangeError(`k must be a positive integer, got ${k}`);
  }
  return Array.from(logits, (_, i) => i)
    .sort((i, j) => logits[j]! - logits[i]! || i - j)
    .slice(0, k);
}

/** Place of index `i` in the order of `topK`, counted from 0, without sorting. */
export function rankOf(logits: ArrayLike<number>, i: number): number {
  const own = logits[i]!;
  let rank = 0;
  for (let j = 0; j < logits.length; j++) {
    if (logits[j]! > own || (logits[j] === own && j < i)) rank++;
  }
  return rank;
}
