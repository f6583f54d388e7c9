import type { Pattern } from '../../pattern/index.ts';
import { checkScan, type RawScan } from '../checkScan.ts';
import { failure, type MeasurementFault } from '../measurement.ts';
import { statedRadiation, statedWavelength, wavelengthInNumbers } from '../stated.ts';
import type { Format } from './format.ts';
import { numbersOfRow } from './row.ts';

/**
 * Two or three columns: 2θ in degrees, intensity, and sigma where there is a third (`.xy .xye .csv
 * .dat .txt .prn`, FullProf XYDATA). Comments start with # ! ; ' or //; words may precede the
 * numbers; lines end with CR, LF or both.
 */
export const columns: Format = {
  name: 'columns',
  recognises: () => true,
  read({ text }) {
    const parsed = parse(text);
    if ('kind' in parsed) return { ok: false, fault: parsed };
    return checkScan(parsed);
  },
};

const COMMENT = /^(?:[#!;']|\/\/)/;

function parse(text: string): RawScan | MeasurementFault {
  const rows: (readonly number[])[] = [];
  const lines: number[] = [];
  const header: string[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const content = line.trim();
    if (content === '') continue;
    const row = COMMENT.test(content) ? undefined : numbersOfRow(content);
    if (row === undefined || (row.length === 1 && rows.length === 0)) {
      if (rows.length > 0 && !COMMENT.test(content)) return notARow(content, index + 1);
      header.push(content);
      continue;
    }
    const fault = faultOfWidth(row.length, rows[0]?.length ?? row.length, index + 1);
    if (fault) return fault;
    rows.push(row);
    lines.push(index + 1);
  }
  if (rows.length === 0) {
    return failure('syntax', 'no line holds columns of numbers, 2θ and intensity').fault;
  }
  return faultOfAxis(header) ?? scanOf(rows, lines, header);
}

function scanOf(rows: readonly (readonly number[])[], lines: number[], header: string[]): RawScan {
  // A number anywhere counts more than a tube line, which may be part of an instrument's name.
  const wavelength =
    firstDefined(header, wavelengthInNumbers) ?? firstDefined(header, statedWavelength);
  const radiation = firstDefined(header, statedRadiation);
  return {
    twoTheta: rows.map((row) => row[0]!),
    intensity: rows.map((row) => row[1]!),
    ...(rows[0]!.length === 3 && { sigma: rows.map((row) => row[2]!) }),
    lines,
    ...(wavelength !== undefined && { wavelength }),
    ...(radiation && { radiation }),
  };
}

function firstDefined<T>(texts: readonly string[], find: (text: string) => T | undefined) {
  for (const text of texts) {
    const found = find(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

const notARow = (content: string, line: number) =>
  failure('syntax', `"${content.slice(0, 40)}" is not a row of numbers`, line).fault;

function faultOfWidth(width: number, first: number, line: number): MeasurementFault | undefined {
  if (width > 3) {
    const message =
      `a row of ${width} numbers: this looks like a list of intensities (FullProf, GSAS, LHPM) ` +
      'or a table; export two or three columns, 2θ, intensity and sigma';
    return failure('unsupported-format', message, line).fault;
  }
  if (width !== first) {
    return failure('syntax', `a row of ${width} numbers among rows of ${first}`, line).fault;
  }
  return undefined;
}

const OTHER_AXIS =
  /^[#!;'/\s"]*(q|d|d[ _-]?spacing|tof|time[ _-]of[ _-]flight)"?\s*(?:\([^)]*\)|\[[^\]]*\])?[\s,;"]+(?:i|int\w*|counts?|y\w*)\b/i;

/** The column head, when there is one, must not name another axis than 2θ. */
function faultOfAxis(header: readonly string[]): MeasurementFault | undefined {
  const match = OTHER_AXIS.exec(header.at(-1) ?? '');
  if (!match) return undefined;
  const message = `the first column is headed "${match[1]}"; convert it to 2θ in degrees first`;
  return failure('not-two-theta', message).fault;
}

/** How columns are written: blanks, blanks with sigma, or commas (with sigma where known). */
export type ColumnsLayout = 'xy' | 'xye' | 'csv';

/**
 * A pattern as columns that `readMeasurement` reads back, its wavelength and radiation in comments.
 * Nine significant digits.
 *
 * @throws TypeError for `xye` when the pattern has no sigma.
 */
export function formatColumns(
  pattern: Pattern,
  layout: ColumnsLayout,
  header: readonly string[] = [],
): string {
  const { twoTheta, intensity, sigma } = pattern;
  if (layout === 'xye' && !sigma) throw new TypeError('the layout xye needs a pattern with sigma');
  const separator = layout === 'csv' ? ',' : ' ';
  const names = ['two_theta', 'intensity', 'sigma'];
  const written = layout === 'xy' ? [twoTheta, intensity] : [twoTheta, intensity, sigma ?? []];
  const columnsOut = written.filter((column) => column.length > 0);
  const comments = [
    ...header,
    `wavelength: ${pattern.wavelength}`,
    `radiation: ${pattern.radiation}`,
    names.slice(0, columnsOut.length).join(separator),
  ];
  const rows = Array.from(twoTheta, (_, i) =>
    columnsOut.map((column) => String(Number(column[i]!.toPrecision(9)))).join(separator),
  );
  return `${[...comments.map((comment) => `# ${comment}`), ...rows].join('\n')}\n`;
}
