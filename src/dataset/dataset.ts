import { createRng } from '../random/index.ts';
import type { SplitRows } from './applySplit.ts';
import type { ClassList } from './labels.ts';
import { labelRows } from './labels.ts';
import type { Manifest } from './manifest.ts';
import type { PatternSource } from './patterns.ts';
import { type Split, splitRows } from './split.ts';

/** Patterns with their space groups, row by row, and where they come from. */
export interface Dataset {
  readonly manifest: Manifest;
  readonly patterns: PatternSource;
  /** International Tables number of each row. */
  readonly spaceGroups: Uint8Array;
}

/**
 * The parts of a data set. Its test rows are fixed by its manifest, whatever is asked of it, or by a
 * split file.
 *
 * @param validationShare of the other rows, to choose a model by
 * @param rows what a split file made of them; validation rows are then drawn from those whose labels
 * no share knows, where there are enough of these
 */
export function splitDataset(
  { manifest, spaceGroups }: Pick<Dataset, 'manifest' | 'spaceGroups'>,
  validationShare = 0,
  rows?: SplitRows,
): Split {
  const { seed, testShare, stratified } = manifest.createdWith;
  const rng = createRng(seed);
  if (!rows) return splitRows(spaceGroups, rng, { testShare, stratified, validationShare });
  const { test, train, labelled } = rows;
  const known = new Set(labelled.size > 0 ? [...labelled.values()].at(-1) : []);
  const free = train.filter((row) => !known.has(row));
  const wanted = validationShare * train.length;
  const pool = wanted < free.length ? free : train;
  const ofPool = Uint8Array.from(pool, (row) => spaceGroups[row]!);
  const share = pool.length > 0 ? wanted / pool.length : 0;
  const drawn = splitRows(ofPool, rng, { testShare: 0, stratified, validationShare: share });
  const validation = drawn.validation.map((i) => pool[i]!);
  const isValidation = new Set(validation);
  return { test, validation, train: train.filter((row) => !isValidation.has(row)) };
}

/** Rows with a class, and the class of each: what a network is trained or tested on. */
export interface LabelledRows {
  readonly rows: Uint32Array;
  /** Index into the class list, as long as `rows`. */
  readonly labels: Uint16Array;
}

/** Those of the given rows whose space group has a class, in the order given. */
export function labelledRows(
  spaceGroups: ArrayLike<number>,
  rows: Uint32Array,
  classes: ClassList,
): LabelledRows {
  const labels = labelRows(spaceGroups, classes);
  const kept = rows.filter((row) => labels[row]! >= 0);
  return { rows: kept, labels: Uint16Array.from(kept, (row) => labels[row]!) };
}
