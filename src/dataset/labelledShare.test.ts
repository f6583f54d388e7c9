import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import { labelledShare } from './labelledShare.ts';

/** Labels of a whole data set, and those of its rows that may be learned from, ascending. */
const cases = fc
  .array(fc.record({ label: fc.nat(6), isTraining: fc.boolean() }), { maxLength: 300 })
  .map((all) => ({
    labels: all.map(({ label }) => label),
    rows: Uint32Array.from(all.flatMap(({ isTraining }, row) => (isTraining ? [row] : []))),
  }));
const share = fc.double({ min: 0, max: 1, minExcluded: true, noNaN: true });

const countOf = (rows: Uint32Array, labels: readonly number[], label: number) =>
  rows.filter((row) => labels[row] === label).length;

describe('laws', () => {
  test('labelled and unlabelled rows are disjoint and all rows, each ascending', () => {
    fc.assert(
      fc.property(cases, share, fc.nat(), ({ rows, labels }, part, seed) => {
        const { labelled, unlabelled } = labelledShare(rows, labels, part, createRng(seed));
        expect(Uint32Array.from([...labelled, ...unlabelled]).sort()).toEqual(rows);
        for (const rowsOfPart of [labelled, unlabelled]) {
          expect(rowsOfPart).toEqual(rowsOfPart.slice().sort());
        }
      }),
    );
  });

  test('each class has its share, rounded, and one row at least', () => {
    fc.assert(
      fc.property(cases, share, ({ rows, labels }, part) => {
        const { labelled } = labelledShare(rows, labels, part, createRng(1));
        for (const label of new Set(Array.from(rows, (row) => labels[row]!))) {
          const size = countOf(rows, labels, label);
          const wanted = Math.max(1, Math.round(part * size));
          expect(countOf(labelled, labels, label)).toBe(wanted);
        }
      }),
    );
  });

  test('a smaller share is part of every larger one', () => {
    fc.assert(
      fc.property(cases, share, share, fc.nat(), ({ rows, labels }, a, b, seed) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)].map(
          (part) => new Set(labelledShare(rows, labels, part, createRng(seed)).labelled),
        );
        expect([...small!].every((row) => large!.has(row))).toBe(true);
      }),
    );
  });

  test('the stream is not advanced, nor does its state matter', () => {
    const rows = Uint32Array.from({ length: 200 }, (_, i) => i);
    const labels = rows.map((row) => row % 3);
    const [fresh, used] = [createRng(3), createRng(3)];
    used.uniform();
    expect(labelledShare(rows, labels, 0.1, used)).toEqual(labelledShare(rows, labels, 0.1, fresh));
    expect(fresh.uniform()).toBe(createRng(3).uniform());
    const other = labelledShare(rows, labels, 0.1, createRng(4));
    expect(other).not.toEqual(labelledShare(rows, labels, 0.1, createRng(3)));
  });
});

test('the paper’s shares of 1000, 100, 10 and 3 rows, one within the other', () => {
  const sizes = [1000, 100, 10, 3];
  const labels = sizes.flatMap((size, label) => new Array<number>(size).fill(label));
  const rows = Uint32Array.from(labels, (_, row) => row);
  const parts = [0.05, 0.1, 0.25, 0.5, 1].map(
    (part) => labelledShare(rows, labels, part, createRng(8)).labelled,
  );
  const counts = parts.map((part) => sizes.map((_, label) => countOf(part, labels, label)));
  expect(counts).toEqual([
    [50, 5, 1, 1],
    [100, 10, 1, 1],
    [250, 25, 3, 1],
    [500, 50, 5, 2],
    [1000, 100, 10, 3],
  ]);
  parts.slice(1).forEach((larger, i) => {
    expect(parts[i]!.every((row) => larger.includes(row))).toBe(true);
  });
  // The rows of a class come from all over it, not from its beginning.
  expect(parts[0]!.filter((row) => row < 1000 && row >= 500).length).toBeGreaterThan(10);
});

test.each([0, -0.1, 1.01, Number.NaN, Number.POSITIVE_INFINITY])(
  'a share of %d is refused',
  (part) => {
    const labelling = () => labelledShare(Uint32Array.of(0), [0], part, createRng(1));
    expect(labelling).toThrow(RangeError);
    expect(labelling).toThrow(`got ${part}`);
  },
);
