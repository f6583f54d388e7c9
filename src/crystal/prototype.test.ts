import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Crystal } from './crystal.ts';
import { prototypeKey } from './prototype.ts';
import { SPACE_GROUP_TYPES } from './spaceGroups.ts';
import { parseStructureLine } from './structureLine.ts';
import { initSymmetry } from './symmetry.ts';
import { wyckoffPermutations } from './wyckoffPermutations.ts';

beforeAll(() => {
  const path = createRequire(import.meta.url).resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm');
  initSymmetry(readFileSync(path));
});

type SiteRow = readonly [string, number, number, number, number?];

function cubic(edge: number, sites: readonly SiteRow[], spaceGroup = 221): Crystal {
  const cell = [edge, edge, edge, 90, 90, 90];
  const names = { id: 'x', source: 'made up', formula: 'X' };
  const result = parseStructureLine(JSON.stringify({ ...names, spaceGroup, cell, sites }));
  if (!result.ok) throw new Error(result.fault.message);
  return result.crystal;
}

/** The sites as seen from another origin. */
const moved = (sites: readonly SiteRow[], by: number): readonly SiteRow[] =>
  sites.map(([symbol, x, y, z]) => [symbol, x + by, y + by, z + by]);

const perovskite = (a: string, b: string, x: string): readonly SiteRow[] => [
  [a, 0, 0, 0],
  [b, 0.5, 0.5, 0.5],
  [x, 0.5, 0.5, 0],
  [x, 0.5, 0, 0.5],
  [x, 0, 0.5, 0.5],
];
const copperGold: readonly SiteRow[] = [
  ['Au', 0, 0, 0],
  ['Cu', 0.5, 0.5, 0],
  ['Cu', 0.5, 0, 0.5],
  ['Cu', 0, 0.5, 0.5],
];
const rheniumTrioxide: readonly SiteRow[] = [
  ['Re', 0, 0, 0],
  ['O', 0.5, 0, 0],
  ['O', 0, 0.5, 0],
  ['O', 0, 0, 0.5],
];

describe('the prototype of a crystal', () => {
  test('is formula, group and letters, whatever the elements and the cell', () => {
    expect(prototypeKey(cubic(3.9, perovskite('Sr', 'Ti', 'O')))).toBe('ABC3 221 a b c');
    expect(prototypeKey(cubic(4.6, perovskite('Cs', 'Pb', 'Cl')))).toBe('ABC3 221 a b c');
  });

  test('does not depend on the origin, nor on which element has which place', () => {
    const key = prototypeKey(cubic(3.9, perovskite('Sr', 'Ti', 'O')));
    expect(prototypeKey(cubic(3.9, moved(perovskite('Sr', 'Ti', 'O'), 0.5)))).toBe(key);
    expect(prototypeKey(cubic(3.9, moved(perovskite('Ti', 'Sr', 'O'), 0.137)))).toBe(key);
  });

  test('tells Cu3Au from ReO3, from any origin', () => {
    for (const by of [0, 0.5, 0.2]) {
      expect(prototypeKey(cubic(3.75, moved(copperGold, by)))).toBe('AB3 221 a c');
      expect(prototypeKey(cubic(3.75, moved(rheniumTrioxide, by)))).toBe('AB3 221 a d');
    }
  });

  test('sees a mixed site as one kind of atom', () => {
    const mixed: readonly SiteRow[] = [
      ['Fe', 0, 0, 0, 0.5],
      ['Co', 0, 0, 0, 0.5],
      ['Al', 0.5, 0.5, 0.5],
    ];
    expect(prototypeKey(cubic(2.9, mixed))).toBe('AB 221 a b');
  });
});

describe('letters under other choices of origin and axes', () => {
  test('of every group are permuted, first by the identity', { timeout: 60_000 }, () => {
    for (const { number } of SPACE_GROUP_TYPES) {
      const [identity, ...others] = wyckoffPermutations(number);
      expect([...identity!].every(([from, to]) => from === to)).toBe(true);
      const letters = new Set(identity!.keys());
      for (const other of others) expect(new Set(other.values())).toEqual(letters);
    }
  });

  // Counted by hand from the affine normalisers: Koch, Fischer & Müller, International Tables A (2016), 3.5.
  test.each([
    ['P -1: eight inversion centres, by 8 shifts and the 168 matrices of GL(3, 2)', 2, 1344],
    ['P m m m: 8 shifts and 6 orders of the axes', 47, 48],
    ['P m -3 m: the shift by half a diagonal', 221, 2],
    ['F d -3 m: the same', 227, 2],
  ])('%s', (_, number, count) => {
    expect(wyckoffPermutations(number)).toHaveLength(count);
  });
});
