/** One row of a table by column name; undefined where the table has no value. */
export type TableRow<Column extends string> = Readonly<Record<Column, string | undefined>>;

/**
 * Reads a table set as aligned text: the first line names the columns, cells stand two or more
 * blanks apart, `.` stands for no value.
 */
export function readTable<Column extends string>(text: string): readonly TableRow<Column>[] {
  const [header = '', ...lines] = text.trim().split('\n');
  const columns = cellsOf(header) as readonly Column[];
  return lines.map((line) => {
    const cells = cellsOf(line);
    const entries = columns.map((column, i) => [column, cells[i] === '.' ? undefined : cells[i]]);
    return Object.fromEntries(entries) as TableRow<Column>;
  });
}

function cellsOf(line: string): readonly string[] {
  return line.trim().split(/\s{2,}/);
}
