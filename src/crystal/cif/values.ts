import type { CifColumns, CifValue } from './blocks.ts';

/** An integer or decimal, with exponent and standard uncertainty: `1.234(5)`, `-.5`, `1e-3`. */
const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\([\d.]*\))?$/;

/** The number of a CIF value, without its standard uncertainty; undefined when it is none. */
export function parseCifNumber(text: string): number | undefined {
  const match = NUMBER.exec(text.trim());
  return match === null ? undefined : Number(match[1]);
}

/** The first of the tags, in lower case, that has a known value in the given row. */
export function findValue(
  columns: CifColumns,
  tags: readonly string[],
  row = 0,
): CifValue | undefined {
  for (const tag of tags) {
    const value = columns.get(tag)?.[row];
    if (value?.known) return value;
  }
  return undefined;
}
