import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { ANATASE, HALITE, RUTILE } from '../../test/fixtures/crystals.ts';
import { StructureTally } from '../dataset/index.ts';
import { classesFigure } from './classesFigure.ts';
import { formatStructureStatistics } from './structureStatisticsText.ts';

function tallied() {
  const tally = new StructureTally();
  for (const crystal of [HALITE, RUTILE, RUTILE, ANATASE]) {
    tally.add({ ...crystal, experimental: crystal === HALITE });
  }
  return tally.statistics;
}

describe('formatStructureStatistics', () => {
  const text = formatStructureStatistics(tallied());

  test('tells counts and shares', () => {
    expect(text).toMatch(
      /^4 structures: 1 measured, 3 calculated, 0 of unknown origin; 0 with sites/,
    );
    expect(text).toContain('Space groups: 3 of 230 occur, 0 with more than 50 structures.');
    expect(text).toMatch(/\| tP +\| tetragonal \(P\) +\| +2 \| +50\.0 % \|/);
    expect(text).toMatch(/\| P4_2\/mnm \(136\) \| +2 \| +50\.0 % \|/);
    expect(text).toMatch(/\| O +\| +3 \| +75\.0 % \|/);
    expect(text).not.toContain('licence');
  });

  test('of many kinds names the first twelve, and how large the others are', () => {
    const sources = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`s${i}`, 40 - i]));
    const long = formatStructureStatistics({ ...tallied(), sources, licences: { unknown: 2 } });
    expect(long).toContain('| s11 ');
    expect(long).not.toContain('| s12 ');
    expect(long).toMatch(/\| 8 others, each \| +≤ 28 \|/);
    expect(long).toMatch(/\| unknown \| +2 \|/);
  });
});

describe('classesFigure', () => {
  const draw = async (counts: readonly number[], bound?: number) => {
    const classes = counts.map((count, i) => ({ name: String(i + 1), count }));
    const options = { label: 'space group', ...(bound !== undefined && { bound }) };
    const svg = await classesFigure(classes, options);
    return parseHTML(svg).document;
  };
  const bars = (document: { querySelectorAll(selector: string): Iterable<unknown> }) =>
    [...document.querySelectorAll('[aria-label="bar"] rect')].map((bar) =>
      Number((bar as { getAttribute(name: string): string }).getAttribute('height')),
    );

  test('has a bar for each class that is not empty, on a logarithmic scale', async () => {
    const heights = bars(await draw([100, 0, 10, 1]));
    expect(heights).toHaveLength(3);
    expect(heights[0]! - heights[1]!).toBeCloseTo(heights[1]! - heights[2]!, 1);
    expect(heights[2]).toBeGreaterThan(0);
  });

  test('names as many of 230 classes as there is room for', async () => {
    const document = await draw(
      Array.from({ length: 230 }, (_, i) => i + 1),
      50,
    );
    expect(bars(document)).toHaveLength(230);
    const names = document.querySelectorAll('[aria-label="x-axis tick label"] text').length;
    expect(names).toBeGreaterThan(20);
    expect(names).toBeLessThan(60);
    expect(document.querySelectorAll('[aria-label="rule"] line').length).toBeGreaterThan(1);
    expect(document.querySelector('desc')?.textContent).toContain('26565 in 230 classes');
  });
});
