import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addRow, addRows, POINT, type Row, SAMPLE } from './addRows.ts';
import { KernelMemory } from './kernels.ts';

const POINTS = 40;

const samples = (first: number, end: number) =>
  Float32Array.from({ length: end - first }, (_, i) => 1 + ((first + i) % 7));
const ends = fc.tuple(fc.nat(POINTS), fc.nat(POINTS));

/** A row from one to the other of two points, in a kernel's memory. */
function rowIn(memory: KernelMemory, [a, b]: readonly [number, number]): Row {
  const [first, end] = [Math.min(a, b), Math.max(a, b)];
  const address = memory.allocate((end - first) * SAMPLE);
  memory.floats.set(samples(first, end), address / SAMPLE);
  return { address, first, end };
}

test('a pair of rows is one row after the other, wherever they lie', () => {
  fc.assert(
    fc.property(ends, ends, (pEnds, qEnds) => {
      const memory = new KernelMemory();
      const [p, q] = [rowIn(memory, pEnds), rowIn(memory, qEnds)];
      const drawn = (draw: (out: number) => void) => {
        const out = memory.allocate(POINTS * POINT);
        memory.doubles(out, POINTS).fill(0.5);
        draw(out);
        return memory.doubles(out, POINTS).slice();
      };
      const expected = new Float64Array(POINTS).fill(0.5);
      for (let i = p.first; i < p.end; i++) expected[i]! += 2 * (1 + (i % 7));
      for (let i = q.first; i < q.end; i++) expected[i]! += 3 * (1 + (i % 7));
      const pair = drawn((out) => addRows(memory.kernels, p, 2, q, 3, out));
      expect(pair).toEqual(expected);
      const single = drawn((out) => {
        addRow(memory.kernels, p, 2, out);
        addRow(memory.kernels, q, 3, out);
      });
      expect(single).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
