import { BRAVAIS_LATTICES, spaceGroupType } from '../crystal/index.ts';
import type { Spread, StructureStatistics } from '../dataset/index.ts';
import { type Column, markdownTable } from './markdownTable.ts';

/** Rows of a table of many kinds, such as elements or sources; of the rest the largest is told. */
const MOST = 12;

/** What a collection of structures holds, as Markdown: tables, without a last `\n`. */
export function formatStructureStatistics(statistics: StructureStatistics): string {
  const { structures, spaceGroups, experimental, licences, disordered } = statistics;
  const groups = Object.keys(spaceGroups).length;
  const { measured, calculated, unknown } = experimental;
  const parts = [
    `${structures} structures: ${measured} measured, ${calculated} calculated, ${unknown} of unknown ` +
      `origin; ${disordered} with sites that are not full.`,
    `Space groups: ${groups} of 230 occur, ${statistics.frequentSpaceGroups} with more than 50 structures.`,
    spreads(statistics),
    latticeTable(statistics),
    groupTable(statistics),
    countTable('elements in a structure', byNumber(statistics.elementCounts), structures),
    countTable('element', statistics.elements, structures),
    countTable('source', statistics.sources, structures),
    Object.keys(licences).length > 0 ? countTable('licence', licences, structures) : '',
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => part.trimEnd())
    .join('\n\n');
}

const right = (heading: string): Column => ({ heading, align: 'right' });
const percent = (n: number, all: number): string =>
  `${((100 * n) / Math.max(1, all)).toFixed(1)} %`;

function spreads({ volume, volumePerAtom, atoms }: StructureStatistics): string {
  const row = (name: string, spread: Spread | null, digits: number): readonly string[][] => {
    if (spread === null) return [];
    const { min, quarter, median, threeQuarters, percent98, max, mean } = spread;
    const values = [min, quarter, median, threeQuarters, percent98, max, mean];
    return [[name, ...values.map((value) => value.toFixed(digits))]];
  };
  const headings = ['min', '25 %', 'median', '75 %', '98 %', 'max', 'mean'].map(right);
  return markdownTable(
    [{ heading: 'of the cell as given' }, ...headings],
    [
      ...row('volume, Å³', volume, 1),
      ...row('volume per atom, Å³', volumePerAtom, 2),
      ...row('atoms', atoms, 1),
    ],
  );
}

function latticeTable({ bravaisLattices, structures }: StructureStatistics): string {
  const columns = [
    { heading: 'lattice' },
    { heading: 'name' },
    right('structures'),
    right('share'),
  ];
  const rows = BRAVAIS_LATTICES.map(({ symbol, name }) => {
    const n = bravaisLattices[symbol];
    return [symbol, name, n, percent(n, structures)];
  });
  return markdownTable(columns, rows);
}

/** The most frequent space groups. */
function groupTable({ spaceGroups, structures }: StructureStatistics): string {
  const named = Object.entries(spaceGroups).map(
    ([number, n]) => [`${spaceGroupType(Number(number)).short} (${number})`, n] as const,
  );
  const sorted = named.sort((a, b) => b[1] - a[1]);
  return countTable('space group', Object.fromEntries(sorted), structures);
}

const byNumber = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).sort((a, b) => Number(a[0]) - Number(b[0])));

function countTable(
  heading: string,
  counts: Readonly<Record<string, number>>,
  all: number,
): string {
  const entries = Object.entries(counts);
  const shown = entries.length > MOST + 1 ? entries.slice(0, MOST) : entries;
  const rest = entries.slice(shown.length);
  const rows: (string | number)[][] = shown.map(([name, n]) => [name, n, percent(n, all)]);
  if (rest.length > 0) {
    rows.push([`${rest.length} others, each`, `≤ ${Math.max(...rest.map(([, n]) => n))}`, '']);
  }
  return markdownTable([{ heading }, right('structures'), right('share')], rows);
}
