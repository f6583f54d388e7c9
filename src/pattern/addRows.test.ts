import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addPair, addRow, type Row } from './addRows.ts';

const POINTS = 40;

const row = fc.tuple(fc.nat(POINTS), fc.nat(POINTS), fc.nat(9)).map(([a, b, lead]): Row => {
  const [first, end] = [Math.min(a, b), Math.max(a, b)];
  const samples = Float32Array.from({ length: lead + end - first }, (_, i) => 1 + (i % 7));
  return { samples, shift: lead - first, first, end };
});

test('a pair of rows is one row after the other, wherever they lie', () => {
  fc.assert(
    fc.property(row, row, (p, q) => {
      const expected = new Float64Array(POINTS).fill(0.5);
      for (let i = p.first; i < p.end; i++) expected[i]! += 2 * p.samples[p.shift + i]!;
      for (let i = q.first; i < q.end; i++) expected[i]! += 3 * q.samples[q.shift + i]!;
      const pair = new Float64Array(POINTS).fill(0.5);
      addPair(p, 2, q, 3, pair);
      expect(pair).toEqual(expected);
      const single = new Float64Array(POINTS).fill(0.5);
      addRow(p, 2, p.first, p.end, single);
      addRow(q, 3, q.first, q.end, single);
      expect(single).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
