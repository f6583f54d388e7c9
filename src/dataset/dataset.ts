import type { ClassList } from './labels.ts';
import { labelRows } from './labels.ts';
import type { Manifest } from './manifest.ts';
import type { PatternSource } from './patterns.ts';

/** Patterns with their space groups, row by row, and where they come from. */
export interface Dataset {
  readonly manifest: Manifest;
  readonly patterns: PatternSource;
  /** International Tables number of each row. */
  readonly spaceGroups: Uint8Array;
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
