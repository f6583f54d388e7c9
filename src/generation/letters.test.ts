import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Crystal,
  cellFromMetric,
  findSymmetry,
  initSymmetry,
  metricTensor,
  SPACE_GROUP_TYPES,
} from '../crystal/index.ts';
import { wyckoffPermutations } from '../crystal/wyckoffPermutations.ts';
import { multiply3, transpose3 } from '../math/index.ts';
import { createArrangement, moveOrbit } from './arrangement.ts';
import { type CELL_VARIABLES, cellOfShape } from './cellShape.ts';
import { groupSites, type SiteKind } from './groupSites.ts';

beforeAll(() => {
  const require = createRequire(import.meta.url);
  initSymmetry(readFileSync(require.resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm')));
});

/** Far from all symmetry elements, in Å of a cell of some 20 Å. */
const PARAMETERS = [
  [0.0713, 0.1691, 0.2837],
  [0.1127, 0.3319, 0.0571],
  [0.0931, 0.2113, 0.3677],
] as const;
const SHAPES = {
  a: [0.11, 0.23, 81, 86, 77],
  m: [0.11, 0.23, 97],
  o: [0.11, 0.23],
  t: [0.23],
  h: [0.23],
  c: [],
} as const satisfies Record<keyof typeof CELL_VARIABLES, readonly number[]>;

/** A crystal with atoms on these positions, each of another element. */
function crystalOn(number: number, kinds: readonly SiteKind[]): Crystal {
  const { bravais, primitiveEdges } = groupSites(number);
  const family = bravais.charAt(0) as keyof typeof SHAPES;
  const shape = cellOfShape(family, SHAPES[family]);
  const edges = { a: 20 * shape.a, b: 20 * shape.b, c: 20 * shape.c };
  const metric = metricTensor({ ...shape, ...edges });
  const primitive = multiply3(multiply3(transpose3(primitiveEdges), metric), primitiveEdges);
  const arrangement = createArrangement(kinds);
  for (const [orbit, { first }] of kinds.entries()) {
    const [x, y, z] = [0, 1, 2].map((row) => {
      const parameters = PARAMETERS[orbit]!;
      return parameters.reduce((sum, p, i) => sum + first[3 * row + i]! * p, first[9 + row]!);
    });
    moveOrbit(arrangement, orbit, x!, y!, z!);
  }
  const sites = Array.from(arrangement.orbits, (orbit, i) => ({
    species: { element: ['H', 'He', 'Li'][orbit]!, charge: 0 },
    position: [0, 1, 2].map((k) => arrangement.positions[3 * i + k]!) as [number, number, number],
    occupancy: 1,
    displacement: { kind: 'none' } as const,
  }));
  const cell = cellFromMetric(primitive);
  return { id: '', source: '', formula: '', cell, sites, spaceGroup: number };
}

describe('letters', () => {
  test('moyo finds the group, and every atom on a position like the one it was put on', () => {
    let same = 0;
    for (const { number } of SPACE_GROUP_TYPES) {
      const { kinds } = groupSites(number);
      const general = kinds.at(-1)!;
      for (const kind of kinds) {
        const found = findSymmetry(crystalOn(number, [general, general, kind]), 1e-3);
        if (!found.ok) throw new Error(`${number} ${kind.position.letter}: ${found.message}`);
        expect(found.number).toBe(number);
        const { wyckoff } = found.atoms.at(-1)!;
        const other = kinds.find(({ position }) => position.letter === wyckoff)!;
        const where = `${kind.position.letter} of ${number} found as ${wyckoff}`;
        expect([other.count, other.freedom], where).toEqual([kind.count, kind.freedom]);
        if (other === kind) {
          same++;
          continue;
        }
        // Where the group leaves the origin open, the letters go with the choice: a or b of P-1.
        const { letter } = kind.position;
        const permutations = wyckoffPermutations(number);
        expect(
          permutations.some((to) => to.get(letter) === wyckoff),
          where,
        ).toBe(true);
      }
    }
    expect(same).toBe(1681);
  });
});
