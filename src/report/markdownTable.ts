export type Alignment = 'left' | 'right' | 'centre';

/** A column of a table: its heading and, by default to the left, its alignment. */
export interface Column {
  readonly heading: string;
  readonly align?: Alignment;
}

/**
 * A Markdown table, padded so that its source reads as a table too.
 *
 * @throws RangeError when a row does not have one cell for each column.
 */
export function markdownTable(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const broken = rows.findIndex((row) => row.length !== columns.length);
  if (broken >= 0) {
    throw new RangeError(`row ${broken} has ${rows[broken]!.length} cells, not ${columns.length}`);
  }
  const headings = columns.map(({ heading }) => cell(heading));
  const body = rows.map((row) => row.map(cell));
  const widths = headings.map((heading, i) =>
    Math.max(3, ...[heading, ...body.map((row) => row[i]!)].map((text) => [...text].length)),
  );
  const aligned = (row: readonly string[]) =>
    row.map((text, i) => pad(text, widths[i]!, columns[i]!.align ?? 'left'));
  const rules = columns.map(({ align = 'left' }, i) => rule(widths[i]!, align));
  return [aligned(headings), rules, ...body.map(aligned)]
    .map((row) => `| ${row.join(' | ')} |\n`)
    .join('');
}

/** A cell is one line, and a bar in it must not end it. */
const cell = (value: string | number): string =>
  String(value).replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();

function pad(text: string, width: number, align: Alignment): string {
  const space = width - [...text].length;
  const before = { left: 0, right: space, centre: Math.floor(space / 2) }[align];
  return ' '.repeat(before) + text + ' '.repeat(space - before);
}

function rule(width: number, align: Alignment): string {
  switch (align) {
    case 'left':
      return '-'.repeat(width);
    case 'right':
      return `${'-'.repeat(width - 1)}:`;
    case 'centre':
      return `:${'-'.repeat(width - 2)}:`;
  }
}
