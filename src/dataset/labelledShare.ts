import type { Rng } from '../random/index.ts';

/** Rows whose labels are known, and the rest, whose labels are left out of account. */
export interface LabelledShare {
  /** Ascending. */
  readonly labelled: Uint32Array;
  /** Ascending. */
  readonly unlabelled: Uint32Array;
}

/**
 * Keeps the labels of a share of the rows, for semi-supervised learning: of each class its share,
 * rounded, but at least one row. Each class is drawn in one random order whatever the share, so that
 * a smaller share is part of every larger one (5 % ⊂ 10 % ⊂ 25 % ⊂ 50 %).
 *
 * Depends on rows, labels and the path of `rng` only; `rng` is not advanced.
 *
 * @param labels class of each row of the data set
 * @param share more than 0, at most 1
 */
export function labelledShare(
  rows: Uint32Array,
  labels: ArrayLike<number>,
  share: number,
  rng: Rng,
): LabelledShare {
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(`the labelled share must be more than 0 and at most 1, got ${share}`);
  }
  const order = rng.fork('labelled').permutation(rows.length);
  const size = new Map<number, number>();
  for (const row of rows) size.set(labels[row]!, (size.get(labels[row]!) ?? 0) + 1);
  const taken = new Map<number, number>();
  const isLabelled = new Uint8Array(rows.length);
  for (const i of order) {
    const label = labels[rows[i]!]!;
    const count = taken.get(label) ?? 0;
    if (count >= Math.max(1, Math.round(share * size.get(label)!))) continue;
    isLabelled[i] = 1;
    taken.set(label, count + 1);
  }
  return {
    labelled: rows.filter((_, i) => isLabelled[i] === 1),
    unlabelled: rows.filter((_, i) => isLabelled[i] === 0),
  };
}
