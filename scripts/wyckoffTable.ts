/**
 * @file `npm run wyckoff-table`: writes `src/crystal/tables/wyckoff.ts` from what moyo knows of the
 * settings that International Tables A calls standard. The tests beside `src/crystal/wyckoff.ts`
 * derive the same positions from our own operations.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initSync, space_group_type, wyckoff_positions } from '@spglib/moyo-wasm';

const wasm = createRequire(import.meta.url).resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm');
initSync({ module: readFileSync(wasm) });

const rows = [['number', 'hallNumber', 'letter', 'multiplicity', 'siteSymmetry', 'coordinates']];
for (let number = 1; number <= 230; number++) {
  const { hall_number } = space_group_type(number);
  for (const position of wyckoff_positions(hall_number).toReversed()) {
    const { letter, multiplicity, site_symmetry, coordinates } = position;
    const fields = [number, hall_number, letter, multiplicity, site_symmetry, coordinates];
    rows.push(fields.map(String));
  }
}
const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
const lines = rows.map((row) =>
  row
    .map((cell, i) => cell.padEnd(widths[i]! + 2))
    .join('')
    .trimEnd(),
);

const HEAD = `/**
 * The 1731 Wyckoff positions of the 230 space-group types: letter, multiplicity in the conventional
 * cell, oriented site symmetry, first coordinates.
 * [International Tables for Crystallography, Vol. A (2016), Chapter 2.3] in its standard setting (axis b,
 * cell choice 1, origin choice 2, hexagonal axes), \`hallNumber\` among the 530 tabulated ones.
 * Written by \`npm run wyckoff-table\` from moyo 0.15 in November 2026. The letter after z is A.
 */
export const WYCKOFF_POSITIONS = \``;
const target = new URL('../src/crystal/tables/wyckoff.ts', import.meta.url);
writeFileSync(target, `${HEAD}\n${lines.join('\n')}\n\`;\n`);
