import type { SplitRecord } from './splitRecord.ts';

/** What a split makes of the rows of a data set, be it the one it was made of or another. */
export interface SplitRows {
  /** Ascending. */
  readonly test: Uint32Array;
  /** Those that may be trained on, ascending. */
  readonly train: Uint32Array;
  /** Rows that are neither, since they belong to the group of a test structure. */
  readonly leftOut: number;
  /** Rows of `train` whose labels are known, by share; one set lies within the next. */
  readonly labelled: ReadonlyMap<number, Uint32Array>;
}

/**
 * Ids first, groups second: a row whose id is a test id is a test row, another row of a test group is
 * left out, all the rest may be trained on.
 *
 * @param keys group of each row; undefined where no row but test rows can be of a test group
 */
export function applySplit(
  { test, testGroups, labelled }: Pick<SplitRecord, 'test' | 'testGroups' | 'labelled'>,
  ids: readonly string[],
  keys?: readonly string[],
): SplitRows {
  const testIds = new Set(test);
  const groups = new Set(testGroups);
  const rows = Uint32Array.from(ids, (_, row) => row);
  const isTest = (row: number) => testIds.has(ids[row]!);
  const train = rows.filter((row) => !isTest(row) && !(keys && groups.has(keys[row]!)));
  const testRows = rows.filter(isTest);
  const shareOfId = new Map<string, number>();
  for (const { share, added } of labelled) for (const id of added) shareOfId.set(id, share);
  const sets = labelled.map(({ share }) => {
    const known = train.filter((row) => (shareOfId.get(ids[row]!) ?? 1) <= share);
    return [share, known] as const;
  });
  return {
    test: testRows,
    train,
    leftOut: rows.length - testRows.length - train.length,
    labelled: new Map(sets),
  };
}
