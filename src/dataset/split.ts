import type { Rng } from '../random/index.ts';

/** Row numbers of the three parts, each ascending; together every row once. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
}

export interface SplitOptions {
  /** Share of all rows held out for the final test. @default 0.1 */
  readonly testShare?: number;
  /** Share of the rows left after the test part, to choose a model by. @default 0.05 */
  readonly validationShare?: number;
  /** Give every space group its share of each part, as nearly as whole rows allow. @default false */
  readonly stratified?: boolean;
}

/**
 * Splits the rows of a data set at random, every task alike: the strata are space groups whatever is
 * to be named, so that no model of a data set is trained on a row another one is tested on. Choose
 * rows of known label after splitting, never before.
 *
 * The split depends on the path of `rng` and the rows' number only (and their space groups when
 * stratified); `rng` is not advanced.
 *
 * @param spaceGroups space group of each row
 */
export function splitRows(
  spaceGroups: ArrayLike<number>,
  rng: Rng,
  options: SplitOptions = {},
): Split {
  const { testShare = 0.1, validationShare = 0.05, stratified = false } = options;
  for (const share of [testShare, validationShare]) {
    if (!(share >= 0 && share < 1)) {
      throw new RangeError(`a share of the rows must be at least 0 and below 1, got ${share}`);
    }
  }
  const shuffled = rng.fork('split').permutation(spaceGroups.length);
  // A stable sort leaves each stratum in random order; equal steps along it then sample it evenly.
  if (stratified) shuffled.sort((a, b) => spaceGroups[a]! - spaceGroups[b]!);
  const [rest, test] = takeShare(shuffled, testShare);
  const [train, validation] = takeShare(rest, validationShare);
  return { train: train.sort(), validation: validation.sort(), test: test.sort() };
}

/** Takes round(n · share) rows at equal steps: what stays, and what was taken. */
function takeShare(rows: Uint32Array, share: number): readonly [Uint32Array, Uint32Array] {
  const isTaken = (_: number, i: number) =>
    Math.floor((i + 1) * share + 0.5) > Math.floor(i * share + 0.5);
  return [rows.filter((row, i) => !isTaken(row, i)), rows.filter(isTaken)];
}
