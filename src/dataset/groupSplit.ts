import type { Rng } from '../random/index.ts';

export interface GroupSplitOptions {
  /** Share of all rows held out for the final test. */
  readonly testShare: number;
  /** Give every class its share of test rows, as nearly as groups allow. @default false */
  readonly stratified?: boolean;
}

/** Rows of one group, and the class that most of them have. */
interface Group {
  readonly rows: number[];
  readonly label: number;
}

/**
 * Which rows to hold out, whole groups at a time, so that their share is met as nearly as groups
 * allow. Stratified, the groups of each class in turn are drawn from, a group being of the class of
 * most of its rows; what one class could not give exactly the next makes up for.
 *
 * Depends on keys, labels and the path of `rng` only; `rng` is not advanced.
 *
 * @param keys group of each row
 * @param labels class of each row
 * @returns 1 for each test row, else 0
 */
export function splitGroups(
  keys: readonly string[],
  labels: ArrayLike<number>,
  rng: Rng,
  { testShare, stratified = false }: GroupSplitOptions,
): Uint8Array {
  const groups = groupsOf(keys, labels);
  const order = rng.fork('group split').permutation(groups.length);
  const strata = new Map<number, Group[]>();
  for (const i of order) {
    const group = groups[i]!;
    const stratum = stratified ? group.label : 0;
    const known = strata.get(stratum);
    if (known) known.push(group);
    else strata.set(stratum, [group]);
  }
  const isTest = new Uint8Array(keys.length);
  let offered = 0;
  let taken = 0;
  for (const [, stratum] of [...strata].sort(([a], [b]) => a - b)) {
    offered += rowCount(stratum);
    for (const { rows } of takeNearest(stratum, Math.round(offered * testShare) - taken)) {
      for (const row of rows) isTest[row] = 1;
      taken += rows.length;
    }
  }
  return isTest;
}

function groupsOf(keys: readonly string[], labels: ArrayLike<number>): readonly Group[] {
  const rowsByKey = new Map<string, number[]>();
  for (const [row, key] of keys.entries()) {
    const rows = rowsByKey.get(key);
    if (rows) rows.push(row);
    else rowsByKey.set(key, [row]);
  }
  return [...rowsByKey.values()].map((rows) => ({ rows, label: commonest(rows, labels) }));
}

function commonest(rows: readonly number[], labels: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

const rowCount = (groups: readonly Group[]): number =>
  groups.reduce((sum, { rows }) => sum + rows.length, 0);

/** Groups, in order where they fit, with as nearly `target` rows as any choice of groups has. */
function takeNearest(groups: readonly Group[], target: number): readonly Group[] {
  let missing = Math.max(0, target);
  const fitting = groups.filter(({ rows }) => {
    if (rows.length > missing) return false;
    missing -= rows.length;
    return true;
  });
  if (missing === 0) return fitting;
  return groups.length * target <= SUM_STEPS ? nearestSum(groups, target) : fitting;
}

/** Above it the exact search takes seconds, and a set is so large that one group is nothing. */
const SUM_STEPS = 1e8;

/** The subset-sum problem, by the sums that the first groups can reach. */
function nearestSum(groups: readonly Group[], target: number): readonly Group[] {
  const largest = Math.min(2 * target, rowCount(groups));
  // Place + 1 of the group that reached a sum first: what reached the rest of it came before.
  const reachedBy = new Uint32Array(largest + 1);
  for (const [i, { rows }] of groups.entries()) {
    for (let sum = largest; sum >= rows.length; sum--) {
      const rest = sum - rows.length;
      if (reachedBy[sum] === 0 && (rest === 0 || reachedBy[rest]! > 0)) reachedBy[sum] = i + 1;
    }
  }
  const chosen: Group[] = [];
  let sum = nearestReached(reachedBy, target);
  while (sum > 0) {
    const group = groups[reachedBy[sum]! - 1]!;
    chosen.push(group);
    sum -= group.rows.length;
  }
  return chosen;
}

function nearestReached(reachedBy: Uint32Array, target: number): number {
  for (let distance = 0; distance < target; distance++) {
    for (const sum of [target - distance, target + distance]) {
      if ((reachedBy[sum] ?? 0) > 0) return sum;
    }
  }
  return 0;
}
