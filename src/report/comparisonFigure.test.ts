import { describe, expect, test } from 'vitest';
import { HALITE } from '../../test/fixtures/crystals.ts';
import { BT1_GE311, listReflections } from '../pattern/index.ts';
import { comparisonFigure } from './comparisonFigure.ts';
import { patternFigure } from './patternFigure.ts';
import { reflectionsCsv } from './reflectionsCsv.ts';

const twoTheta = Float64Array.from({ length: 500 }, (_, i) => 3 + 0.1 * i);
const measured = twoTheta.map((x) => 100 + 50 * Math.sin(x));
const calculated = twoTheta.map((x) => 100 + 45 * Math.sin(x));

describe('comparisonFigure', () => {
  test.each(['page', 'column'] as const)(
    'is whole and labelled at the size of a %s',
    async (size) => {
      const reflections = [{ label: 'a<b>', twoTheta: [10, 20.5, 400] }];
      const svg = await comparisonFigure(
        { twoTheta, measured, calculated },
        { size, title: 'fit', notes: ['R = 4.4 %'], reflections },
      );
      expect(svg).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
      for (const text of [
        'measured',
        'calculated',
        'difference',
        'R = 4.4 %',
        'a&lt;b&gt;',
        '2θ (°)',
      ]) {
        expect(svg).toContain(`>${text}<`);
      }
      expect(svg.match(/<circle/g)!.length).toBe(501);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    },
  );

  test('a perfect fit and a constant can be drawn', async () => {
    const flat = new Float64Array(500).fill(7);
    const svg = await comparisonFigure({ twoTheta, measured: flat, calculated: flat });
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('lists of different lengths are misuse', async () => {
    const short = measured.subarray(1);
    await expect(comparisonFigure({ twoTheta, measured: short, calculated })).rejects.toThrow(
      RangeError,
    );
  });
});

test('patterns are overlaid in hues of their own, as are their rows of ticks', async () => {
  const svg = await patternFigure(
    { twoTheta, intensity: measured },
    {
      others: [{ twoTheta, intensity: calculated, hue: 2 }],
      reflections: [
        { label: 'one', twoTheta: [10], hue: 0 },
        { label: 'two', twoTheta: [20], hue: 2 },
      ],
    },
  );
  // Blue and bluish green of Okabe & Ito: a curve, a tick and a label each.
  for (const hue of ['#0072b2', '#009e73']) {
    expect(svg.match(new RegExp(`"${hue}"`, 'g'))!.length).toBeGreaterThanOrEqual(3);
  }
});

test('reflectionsCsv has the header of the issue and one row a reflection', () => {
  const reflections = listReflections(HALITE, { instrument: BT1_GE311 });
  const [header, ...rows] = reflectionsCsv(reflections).trimEnd().split('\n');
  expect(header).toBe('h,k,l,multiplicity,d,twoTheta,F2,intensity');
  expect(rows).toHaveLength(reflections.length);
  expect(rows.every((row) => row.split(',').length === 8)).toBe(true);
});
