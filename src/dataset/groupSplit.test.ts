import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import { splitGroups } from './groupSplit.ts';

/** Rows of groups of the given sizes, group by group. */
const keysOf = (sizes: readonly number[]): string[] =>
  sizes.flatMap((size, i) => Array<string>(size).fill(`group ${i}`));

const count = (isTest: Uint8Array): number => isTest.reduce((sum, x) => sum + x, 0);

function split(keys: readonly string[], testShare: number, seed = 1, labels?: readonly number[]) {
  const options = { testShare, stratified: labels !== undefined };
  return splitGroups(keys, labels ?? keys.map(() => 0), createRng(seed), options);
}

/** How near to `target` the sizes of some groups can add up, by trying all. */
function bestDistance(sizes: readonly number[], target: number): number {
  let best = target;
  for (let choice = 0; choice < 2 ** sizes.length; choice++) {
    const sum = sizes.reduce((s, size, i) => s + (choice & (1 << i) ? size : 0), 0);
    best = Math.min(best, Math.abs(sum - target));
  }
  return best;
}

const sizesArbitrary = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
const seeds = fc.integer({ min: 0, max: 1000 });

describe('groups', () => {
  test('are never on two sides, and meet the share as nearly as any choice of them', () => {
    fc.assert(
      fc.property(
        sizesArbitrary,
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        seeds,
        (sizes, share, seed) => {
          const keys = keysOf(sizes);
          const isTest = split(keys, share, seed);
          const sides = new Map(keys.map((key, row) => [key, isTest[row]]));
          expect(keys.every((key, row) => sides.get(key) === isTest[row])).toBe(true);
          const target = Math.round(share * keys.length);
          expect(Math.abs(count(isTest) - target)).toBe(bestDistance(sizes, target));
        },
      ),
    );
  });

  test('are drawn by the seed', () => {
    const keys = keysOf(Array<number>(200).fill(2));
    expect(split(keys, 0.1, 1)).toEqual(split(keys, 0.1, 1));
    expect(split(keys, 0.1, 1)).not.toEqual(split(keys, 0.1, 2));
    expect(count(split(keys, 0.1))).toBe(40);
  });

  test('of hundred thousand rows meet the share exactly', () => {
    const keys = Array.from({ length: 100_000 }, (_, row) => `group ${Math.floor(Math.sqrt(row))}`);
    expect(count(split(keys, 0.1))).toBe(10_000);
  });
});

describe('stratified', () => {
  test('each class gives its share', () => {
    const keys = Array.from({ length: 900 }, (_, row) => `group ${Math.floor(row / 3)}`);
    const labels = keys.map((_, row) => Math.floor(row / 300));
    const isTest = split(keys, 0.1, 5, labels);
    for (const label of [0, 1, 2]) {
      const ofClass = isTest.filter((_, row) => labels[row] === label);
      expect(count(ofClass)).toBe(30);
    }
  });

  test('what a class cannot give the next makes up for', () => {
    const keys = [
      ...Array<string>(20).fill('large'),
      ...Array.from({ length: 100 }, (_, i) => `${i}`),
    ];
    const labels = keys.map((key) => (key === 'large' ? 1 : 2));
    expect(count(split(keys, 0.1, 1, labels))).toBe(12);
  });
});
