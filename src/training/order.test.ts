import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import { endlessRows, epochOrder } from './order.ts';

/** Labels of a data set, one class far more frequent than the last, and its rows. */
const labels = fc.array(
  fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }),
  { minLength: 1, maxLength: 200 },
);
const balance = fc.double({ min: 0, max: 1, minExcluded: true, noNaN: true });
const rowsOf = (all: readonly number[]) => Uint32Array.from(all, (_, row) => row);

/** How often each value occurs. */
function countsOf(values: Iterable<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

describe('the order of an epoch', () => {
  test('without balance is that of a permutation of the stream: every row once', () => {
    fc.assert(
      fc.property(labels, fc.nat(), (all, seed) => {
        const rows = rowsOf(all).map((row) => 3 * row);
        const order = epochOrder(rows, [], 0, createRng(seed));
        const permutation = createRng(seed).permutation(rows.length);
        expect(order).toEqual(permutation.map((i) => 3 * i));
        expect(order.slice().sort()).toEqual(rows);
      }),
    );
  });

  test('has as many places as rows, whatever the balance', () => {
    fc.assert(
      fc.property(labels, balance, fc.nat(), (all, chosen, seed) => {
        const order = epochOrder(rowsOf(all), all, chosen, createRng(seed));
        expect(order).toHaveLength(all.length);
        expect(order.every((row) => row < all.length)).toBe(true);
      }),
    );
  });

  test('gives each class its share ∝ n^(1 − balance) to within one place, and one at least', () => {
    fc.assert(
      fc.property(labels, balance, (all, chosen) => {
        const order = epochOrder(rowsOf(all), all, chosen, createRng(1));
        const drawn = countsOf(Array.from(order, (row) => all[row]!));
        const sizes = countsOf(all);
        const total = [...sizes.values()].reduce((sum, n) => sum + n ** (1 - chosen), 0);
        for (const [label, n] of sizes) {
          const share = (n ** (1 - chosen) / total) * all.length;
          expect(Math.abs(drawn.get(label)! - share)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('takes no row more than once oftener than another of its class', () => {
    fc.assert(
      fc.property(labels, balance, fc.nat(), (all, chosen, seed) => {
        const times = countsOf(epochOrder(rowsOf(all), all, chosen, createRng(seed)));
        for (const label of new Set(all)) {
          const own = all.flatMap((l, row) => (l === label ? [times.get(row) ?? 0] : []));
          expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('with full balance has 10 and 90 rows 50 times each, mixed', () => {
    const all = Array.from({ length: 100 }, (_, row) => (row < 10 ? 1 : 0));
    const order = epochOrder(rowsOf(all), all, 1, createRng(2));
    const rare = (rows: Uint32Array) => rows.filter((row) => row < 10).length;
    expect(rare(order)).toBe(50);
    expect(rare(order.subarray(0, 50))).toBeGreaterThan(15);
    expect(rare(order.subarray(0, 50))).toBeLessThan(35);
    // Each of the ten rare rows five times; 50 of the 90 others once.
    const times = countsOf(order);
    for (let row = 0; row < 10; row++) expect(times.get(row)).toBe(5);
    expect(times.size).toBe(60);
  });

  test('of another epoch leaves out other rows of a frequent class', () => {
    const all = Array.from({ length: 100 }, (_, row) => (row < 10 ? 1 : 0));
    const seen = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      for (const row of epochOrder(rowsOf(all), all, 1, createRng(seed))) seen.add(row);
    }
    expect(seen.size).toBe(100);
  });
});

describe('endless rows', () => {
  const sequence = fc.record({
    count: fc.integer({ min: 1, max: 40 }),
    seed: fc.nat(),
    first: fc.nat(200),
    length: fc.nat(100),
  });

  test('hold every row once in each pass', () => {
    fc.assert(
      fc.property(sequence, fc.nat(5), ({ count, seed }, pass) => {
        const rows = Uint32Array.from({ length: count }, (_, i) => 7 * i);
        const pick = endlessRows(rows, createRng(seed));
        expect(pick(pass * count, count).sort()).toEqual(rows);
      }),
    );
  });

  test('are one sequence, wherever one begins to read and whatever was read before', () => {
    fc.assert(
      fc.property(sequence, fc.nat(300), ({ count, seed, first, length }, elsewhere) => {
        const rows = Uint32Array.from({ length: count }, (_, i) => 7 * i);
        const whole = endlessRows(rows, createRng(seed))(0, first + length);
        const pick = endlessRows(rows, createRng(seed));
        pick(elsewhere, 3);
        expect(pick(first, length)).toEqual(whole.subarray(first));
      }),
    );
  });

  test('come in another order each time', () => {
    const rows = Uint32Array.from({ length: 50 }, (_, i) => i);
    const pick = endlessRows(rows, createRng(1));
    expect(pick(0, 50)).not.toEqual(pick(50, 50));
    // Across the border of two passes: the end of one, the beginning of the next.
    expect(pick(40, 20)).toEqual(
      Uint32Array.from([...pick(0, 50).subarray(40), ...pick(50, 50).subarray(0, 10)]),
    );
  });
});
