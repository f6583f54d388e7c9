import { describe, expect, test } from 'vitest';
import type { Pattern } from '../../pattern/index.ts';
import { formatGsas } from './formatGsas.ts';

const pattern = (intensity: readonly number[], sigma?: readonly number[]): Pattern => ({
  radiation: 'neutron',
  wavelength: 1.5,
  twoTheta: Float64Array.from(intensity, (_, i) => 10 + 0.05 * i),
  intensity: Float64Array.from(intensity),
  ...(sigma && { sigma: Float64Array.from(sigma) }),
});

/** Fields of fixed width, as the formats 10F8 and 10(I2,F6) are read; blank padding left out. */
const fields = (record: string, width: number) =>
  Array.from({ length: 80 / width }, (_, i) => record.slice(i * width, (i + 1) * width))
    .filter((field) => field.trim() !== '')
    .map((field) => Number(field.slice(width === 8 && field.startsWith('  ') ? 2 : 0)));

describe('formatGsas', () => {
  test('ESD: intensity and sigma in pairs of eight columns, angles in centidegrees', () => {
    const counts = [0, 7, 1234.5678, 99_999_999, 12_345_678.9, 3];
    const text = formatGsas(
      pattern(
        counts,
        counts.map((n) => Math.sqrt(Math.max(n, 1))),
      ),
      'α “x”',
    );
    const lines = text.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.every((line) => line.length === 80)).toBe(true);
    expect(lines[0]!.trimEnd()).toBe('? ?x?');
    expect(lines[1]!.trimEnd()).toBe('BANK 1 6 2 CONST 1000 5 0 0 ESD');
    const values = lines.slice(2).flatMap((line) => fields(line, 8));
    expect(values).toHaveLength(12);
    expect(values.filter((_, i) => i % 2 === 0)).toEqual([
      0, 7, 1234.57, 99_999_999, 12_345_679, 3,
    ]);
    expect(values[1]).toBe(1);
    expect(values[11]).toBeCloseTo(Math.sqrt(3), 4);
  });

  test('STD: ten to a record, scaled to 99999 where there is no sigma', () => {
    const calculated = Array.from({ length: 23 }, (_, i) => (i === 4 ? 1 : i / 1000));
    const lines = formatGsas(pattern(calculated), 'calculated').trimEnd().split('\n');
    expect(lines[1]!.trimEnd()).toBe('BANK 1 23 3 CONST 1000 5 0 0 STD');
    const records = lines.slice(2).map((line) => line.padEnd(80));
    expect(records).toHaveLength(3);
    const values = records.flatMap((line) =>
      Array.from({ length: 10 }, (_, i) => line.slice(8 * i, 8 * i + 8))
        .filter((field) => field.trim() !== '')
        // I2: the number of counters, blank for 1; F6: the intensity.
        .map((field) => [field.slice(0, 2), Number(field.slice(2))] as const),
    );
    expect(values).toHaveLength(23);
    expect(values.every(([counters]) => counters === '  ')).toBe(true);
    expect(values[4]![1]).toBe(99_999);
    for (const [i, [, y]] of values.entries()) {
      expect(Math.abs(y / 99_999 - calculated[i]!)).toBeLessThan(1e-5);
    }
  });

  test('what does not fit is refused', () => {
    expect(() => formatGsas(pattern([1e8, 1], [1, 1]), '')).toThrow(/does not fit 8 columns/);
    const uneven = { ...pattern([1, 2, 3]), twoTheta: Float64Array.of(1, 2, 4) };
    expect(() => formatGsas(uneven, '')).toThrow(/even grid/);
    expect(() => formatGsas(pattern([1]), '')).toThrow(/two points/);
  });
});
