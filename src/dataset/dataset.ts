import { createRng } from '../random/index.ts';
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
 * The parts of a data set. Its test rows are fixed by its manifest, whatever is asked of it.
 *
 * @param validationShare of the other rows, to choose a model by
 */
export function splitDataset(
  { manifest, spaceGroups }: Pick<Dataset, 'manifest' | 'spaceGroups'>,
  validationShare = 0,
): Split {
  const { seed, testShare, stratified } = manifest.createdWith;
  return splitRows(spaceGroups, createRng(seed), { testShare, stratified, validationShare });
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
