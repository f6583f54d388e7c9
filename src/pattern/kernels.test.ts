import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KernelMemory } from './kernels.ts';

const number = fc.double({ min: -2, max: 2, noNaN: true });
const complex = fc.tuple(number, number);
/** Even in number, as the kernels want them. */
const atoms = fc
  .array(fc.record({ weight: number, x: complex, y: complex }), { minLength: 1, maxLength: 9 })
  .map((list) => [...list, ...list]);

function put(memory: KernelMemory, values: readonly number[]): number {
  const address = memory.allocate(8 * values.length);
  memory.doubles(address, values.length).set(values);
  return address;
}

const times = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) =>
  [a * c - b * d, a * d + b * c] as const;

test.each([1, -1])('weighRow multiplies weight, x and y, with sign %i', (sign) => {
  fc.assert(
    fc.property(atoms, (list) => {
      const memory = new KernelMemory();
      const column = (of: (atom: (typeof list)[number]) => number) => put(memory, list.map(of));
      const [weights, xRe, xIm] = [
        column((a) => a.weight),
        column((a) => a.x[0]),
        column((a) => a.x[1]),
      ];
      const [yRe, yIm] = [column((a) => a.y[0]), column((a) => a.y[1])];
      const [rowRe, rowIm] = [column(() => 0), column(() => 0)];
      const n = list.length;
      memory.kernels.weighRow(n, weights, xRe, xIm, yRe, yIm, sign, rowRe, rowIm);
      const [re, im] = [memory.doubles(rowRe, n), memory.doubles(rowIm, n)];
      for (const [j, { weight, x, y }] of list.entries()) {
        const product = times(x, [y[0], sign * y[1]]);
        expect(re[j]).toBeCloseTo(weight * product[0], 12);
        expect(im[j]).toBeCloseTo(weight * product[1], 12);
      }
    }),
  );
});

test('sumRow sums the products with z and with its conjugate', () => {
  fc.assert(
    fc.property(atoms, fc.integer({ min: 0, max: 3 }), (list, count) => {
      const memory = new KernelMemory();
      const n = list.length;
      const [rowRe, rowIm] = [
        put(
          memory,
          list.map(({ x }) => x[0]),
        ),
        put(
          memory,
          list.map(({ x }) => x[1]),
        ),
      ];
      // Row i of z is (i + 1) y.
      const z = (part: 0 | 1) =>
        put(
          memory,
          [1, 2, 3].flatMap((i) => list.map(({ y }) => i * y[part])),
        );
      const [zRe, zIm, out] = [z(0), z(1), put(memory, new Array(16).fill(7))];
      memory.kernels.sumRow(n, rowRe, rowIm, zRe, zIm, 8 * n, count, out);
      const sums = memory.doubles(out, 16);
      for (let i = 0; i < count; i++) {
        const plus = list.map(({ x, y }) => times(x, [(i + 1) * y[0], (i + 1) * y[1]]));
        const minus = list.map(({ x, y }) => times(x, [(i + 1) * y[0], -(i + 1) * y[1]]));
        for (const [s, values] of [plus, plus, minus, minus].entries()) {
          const expected = values.reduce((sum, value) => sum + value[s % 2]!, 0);
          expect(sums[4 * i + s]).toBeCloseTo(expected, 10);
        }
      }
      expect([...sums.slice(4 * count)].every((value) => value === 7)).toBe(true);
    }),
  );
});

test('memory grows, keeps its content, and hands out room that does not overlap', () => {
  const memory = new KernelMemory();
  const few = put(memory, [1, 2, 3]);
  const many = memory.allocate(5_000_000);
  expect(many).toBeGreaterThanOrEqual(few + 24);
  expect(many % 16).toBe(0);
  memory.doubles(many, 625_000).fill(9);
  expect([...memory.doubles(few, 3)]).toEqual([1, 2, 3]);
  memory.clear();
  expect(memory.allocate(8)).toBe(few);
});
