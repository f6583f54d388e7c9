import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sharedPath } from '../../test/shared.ts';
import type { Grid } from '../pattern/index.ts';
import { preprocess } from './preprocess.ts';
import { readMeasurement } from './readMeasurement.ts';
import { toPattern } from './toPattern.ts';

const folder = 'data/measured/';
const catalogue = sharedPath(`${folder}measured.csv`);
const PLAIN = /^(xy|xye|csv|2-col|XYDATA \(INSTRM 10\))$/;

/** id, file, decoded copy and format of each row; fields with commas stand in quotes. */
const rows = catalogue
  ? readFileSync(catalogue, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g)!.map((field) => field.replace(/,$/, '')))
      .map(([id, , , file, decoded, format]) => ({ id, file, decoded, format: format! }))
  : [];

function load(name: string): Uint8Array {
  const bytes = readFileSync(sharedPath(folder + name)!);
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

describe.skipIf(!catalogue)('measured files (skipped: no reference folder)', () => {
  const plain = rows.filter(({ format }) => PLAIN.test(format));

  test('the set holds 50 files of plain columns', () => expect(plain).toHaveLength(50));

  test.each(plain)('$id equals its decoded copy', ({ file, decoded }) => {
    const result = readMeasurement(load(file!), file!);
    if (!result.ok) throw new Error(result.fault.message);
    const { twoTheta, intensity, sigma, warnings } = result.measurement;
    const copy = new TextDecoder().decode(load(decoded!)).trim().split('\n').slice(1);
    const expected = copy.map((line) => line.split(' ').map(Number));
    expect(Array.from(twoTheta)).toEqual(expected.map((row) => row[0]));
    // The copies carry eight significant digits.
    for (const [i, row] of expected.entries()) {
      expect(Math.abs(intensity[i]! - row[1]!)).toBeLessThanOrEqual(1e-7 * row[1]!);
      expect(sigma?.[i]).toBe(row[2]);
    }
    expect(warnings).toEqual([]);
    expect(toPattern(result.measurement)).toMatchObject({ fault: { kind: 'unknown-wavelength' } });
  });

  test.each(rows.filter(({ format }) => !PLAIN.test(format)))(
    '$id ($format) is refused by name, never misread',
    ({ file }) => {
      const result = readMeasurement(readFileSync(sharedPath(folder + file)!), file!);
      expect(result).toMatchObject({ ok: false, fault: { kind: 'unsupported-format' } });
    },
  );
});

const published = sharedPath('reference/sample-patterns-bravais.csv');

describe.skipIf(!published)('published simulated patterns (skipped: no reference folder)', () => {
  const table = published ? readFileSync(published, 'utf8').trim().split('\n').slice(1) : [];
  const numbers = table.map((line) => line.split(',').map(Number));
  const grid: Grid = { start: 2.95, step: 0.05, count: 3042 };

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('p%i passes unchanged but for its 0.001', (p) => {
    const text = numbers.map((row) => `${row[0]} ${row[p + 1]}`).join('\n');
    const read = readMeasurement(new TextEncoder().encode(text), 'p.xy');
    if (!read.ok) throw new Error(read.fault.message);
    const carried = toPattern(read.measurement, { wavelength: 2.0775, radiation: 'neutron' });
    if (!carried.ok) throw new Error(carried.fault.message);
    const result = preprocess(carried.pattern, grid, 2.0775);
    if (!result.ok) throw new Error(result.fault.message);
    const { intensity, coverage, warnings } = result.preprocessed;
    expect({ coverage, warnings }).toEqual({ coverage: 1, warnings: [] });
    for (const [i, row] of numbers.entries()) {
      expect(Math.abs(intensity[i]! - (row[p + 1]! - 0.001))).toBeLessThan(1e-6);
    }
  });
});
