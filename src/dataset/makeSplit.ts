import type { Rng } from '../random/index.ts';
import { type GroupSplitOptions, splitGroups } from './groupSplit.ts';
import { labelledShare } from './labelledShare.ts';
import type { SplitRecord } from './splitRecord.ts';

/** Rows of a data set as a split sees them. */
export interface GroupedRows {
  readonly ids: readonly string[];
  /** Rows of one key stay together. */
  readonly keys: readonly string[];
  readonly spaceGroups: ArrayLike<number>;
}

export interface MakeSplitOptions extends Required<GroupSplitOptions> {
  /** Shares of the training rows whose labels are known, in any order. */
  readonly labelledShares: readonly number[];
  /** Space groups that must not be missed: those that are classes. */
  readonly classes: readonly number[];
}

export interface MadeSplit extends Pick<SplitRecord, 'test' | 'testGroups' | 'labelled'> {
  /** What is not as it should be, for people. */
  readonly warnings: readonly string[];
}

/**
 * Divides structures by their groups and draws nested sets of known labels from those to train on.
 *
 * @throws RangeError when a side has no row, when ids do not tell structures apart, and when a class
 * has no row on one side although `stratified` asks for it.
 */
export function makeSplit(rows: GroupedRows, rng: Rng, options: MakeSplitOptions): MadeSplit {
  const { ids, keys, spaceGroups } = rows;
  checkIds(rows);
  const isTest = splitGroups(keys, spaceGroups, rng, options);
  const all = Uint32Array.from(ids, (_, row) => row);
  const [test, train] = [all.filter((row) => isTest[row]), all.filter((row) => !isTest[row])];
  if (test.length === 0 || train.length === 0) {
    throw new RangeError(
      `a test share of ${options.testShare} leaves no row to ${test.length === 0 ? 'test' : 'train'} ` +
        `on (${ids.length} rows in ${new Set(keys).size} groups); choose another share or a larger set`,
    );
  }
  const warnings = emptyClasses(options, { test, training: train }, spaceGroups);
  const namesOf = (some: Uint32Array, names: readonly string[]) => [
    ...new Set(Array.from(some, (row) => names[row]!)),
  ];
  return {
    test: namesOf(test, ids),
    testGroups: keys === ids ? [] : namesOf(test, keys),
    labelled: labelledSets(train, rows, rng, options.labelledShares),
    warnings,
  };
}

/** Ids that stand on both sides would make their rows test rows in any case. */
function checkIds({ ids, keys }: GroupedRows): void {
  const keyOfId = new Map<string, string>();
  for (const [row, id] of ids.entries()) {
    const known = keyOfId.get(id);
    if (known !== undefined && known !== keys[row]) {
      throw new RangeError(
        `the id ${id} stands for structures of two groups (${known}, ${keys[row]}); ` +
          'give every structure an id of its own',
      );
    }
    keyOfId.set(id, keys[row]!);
  }
}

function emptyClasses(
  { classes, stratified }: MakeSplitOptions,
  sides: Readonly<Record<'test' | 'training', Uint32Array>>,
  spaceGroups: ArrayLike<number>,
): readonly string[] {
  const warnings: string[] = [];
  for (const [side, rows] of Object.entries(sides)) {
    const present = new Set(Array.from(rows, (row) => spaceGroups[row]!));
    const missing = classes.filter((spaceGroup) => !present.has(spaceGroup));
    if (missing.length > 0) warnings.push(`no ${side} row of space group ${missing.join(', ')}`);
  }
  if (!stratified || warnings.length === 0) return warnings;
  throw new RangeError(
    `the split cannot be stratified: ${warnings.join('; ')}, since groups stay whole; ` +
      'choose another share or seed, or leave out --stratified',
  );
}

function labelledSets(
  train: Uint32Array,
  { ids, spaceGroups }: GroupedRows,
  rng: Rng,
  shares: readonly number[],
): SplitRecord['labelled'] {
  const known = new Set<string>();
  return [...new Set(shares)]
    .sort((a, b) => a - b)
    .map((share) => {
      const { labelled } = labelledShare(train, spaceGroups, share, rng);
      const added = [...new Set(Array.from(labelled, (row) => ids[row]!))].filter(
        (id) => !known.has(id),
      );
      for (const id of added) known.add(id);
      return { share, added };
    });
}
