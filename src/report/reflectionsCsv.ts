import type { Reflection } from '../pattern/index.ts';

const COLUMNS = ['h', 'k', 'l', 'multiplicity', 'd', 'twoTheta', 'F2', 'intensity'] as const;

/** A list of reflections as comma-separated values with a header row; nine significant digits. */
export function reflectionsCsv(reflections: readonly Reflection[]): string {
  const rows = reflections.map((reflection) =>
    COLUMNS.map((column) => String(Number(reflection[column].toPrecision(9)))),
  );
  return [COLUMNS, ...rows].map((row) => `${row.join(',')}\n`).join('');
}
