import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadApart } from './curvePanels.ts';
import { thinOut } from './thinOut.ts';

test('thinOut keeps extremes and order, and four points a column at most', () => {
  const curve = fc.record({
    y: fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 400 }),
    columns: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(curve, ({ y, columns }) => {
      const x = y.map((_, i) => i);
      const kept = thinOut(x, y, columns);
      expect(kept.length).toBeLessThanOrEqual(4 * columns);
      expect(Math.max(...kept.map((p) => p.y))).toBe(Math.max(...y));
      expect(Math.min(...kept.map((p) => p.y))).toBe(Math.min(...y));
      expect(kept[0]).toEqual({ x: 0, y: y[0] });
      expect(kept.at(-1)).toEqual({ x: y.length - 1, y: y.at(-1) });
      for (let i = 1; i < kept.length; i++) expect(kept[i]!.x).toBeGreaterThan(kept[i - 1]!.x);
      for (const p of kept) expect(p.y).toBe(y[p.x]);
    }),
  );
});

test('spreadApart moves what overlaps and nothing else', () => {
  expect(spreadApart([10, 50, 90], 12, 100)).toEqual([10, 50, 90]);
  expect(spreadApart([50, 49, 10], 12, 100)).toEqual([61, 49, 10]);
  // No room below 100: the upper ones make way.
  expect(spreadApart([100, 99, 98], 12, 100)).toEqual([100, 88, 76]);
});

test('spreadApart leaves the gap between any two', () => {
  const positions = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 8 });
  fc.assert(
    fc.property(positions, (drawn) => {
      const moved = spreadApart(drawn, 12, 100).sort((a, b) => a - b);
      for (let i = 1; i < moved.length; i++)
        expect(moved[i]! - moved[i - 1]!).toBeGreaterThanOrEqual(12);
      expect(moved.at(-1) ?? 0).toBeLessThanOrEqual(100);
    }),
  );
});
