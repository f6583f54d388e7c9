/** Counts of answers: rows true, columns predicted, both in the order of `classes`. */
export interface Confusion {
  readonly classes: readonly string[];
  readonly confusion: readonly (readonly number[])[];
}

/** Comma-separated values with a header row and a header column. [RFC 4180, lines end in \n] */
export function confusionCsv({ classes, confusion }: Confusion): string {
  const rows = [
    ['true \\ predicted', ...classes],
    ...confusion.map((counts, k) => [classes[k]!, ...counts.map(String)]),
  ];
  return rows.map((row) => `${row.map(csvField).join(',')}\n`).join('');
}

const csvField = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
