import { describe, expect, test } from 'vitest';
import { ANATASE, BORON_NITRIDE, HALITE, HCP, RUTILE } from '../../test/fixtures/crystals.ts';
import type { Crystal } from '../crystal/index.ts';
import { cellVolume, findSymmetry } from '../crystal/index.ts';
import { loadSymmetrySearch } from '../io/index.ts';
import type { Matrix3 } from '../math/index.ts';
import { createRng } from '../random/index.ts';
import { strainedCell } from './strainedCell.ts';

await loadSymmetrySearch();

const ANY: Matrix3 = [
  [0.01, 0.005, -0.007],
  [0.005, -0.02, 0.003],
  [-0.007, 0.003, 0.015],
];
const scaled = (k: number): Matrix3 =>
  ANY.map((row) => row.map((x) => k * x)) as unknown as Matrix3;

/** The primitive cell of rock salt, edges of a/√2 and angles of 60°. */
const PRIMITIVE: Crystal = {
  ...HALITE,
  cell: {
    ...Object.fromEntries(['a', 'b', 'c'].map((k) => [k, HALITE.cell.a / Math.SQRT2])),
    ...{ alpha: 60, beta: 60, gamma: 60 },
  } as unknown as Crystal['cell'],
  sites: [HALITE.sites[0]!, { ...HALITE.sites.at(-1)!, position: [0.5, 0.5, 0.5] }],
};

describe.each([
  ['halite', HALITE],
  ['halite, primitive cell', PRIMITIVE],
  ['boron nitride', BORON_NITRIDE],
  ['hcp', HCP],
  ['anatase', ANATASE],
  ['rutile', RUTILE],
])('%s', (_, crystal) => {
  test('keeps its space group under any strain', () => {
    const rng = createRng(1);
    for (let i = 0; i < 10; i++) {
      const cell = strainedCell(crystal, scaled(2 * rng.uniform() - 1));
      expect(findSymmetry({ ...crystal, cell })).toMatchObject({ number: crystal.spaceGroup });
    }
  });

  test('stays as it is without strain', () => {
    const cell = strainedCell(crystal, scaled(0));
    for (const [key, value] of Object.entries(crystal.cell)) {
      expect(cell[key as 'a']).toBeCloseTo(value, 9);
    }
  });

  test('under an isotropic strain becomes larger as a whole', () => {
    const isotropic: Matrix3 = [
      [0.01, 0, 0],
      [0, 0.01, 0],
      [0, 0, 0.01],
    ];
    const cell = strainedCell(crystal, isotropic);
    expect(cellVolume(cell) / cellVolume(crystal.cell)).toBeCloseTo(1.01 ** 3, 9);
  });
});

test('c/a of a tetragonal crystal is free, and so are all of a triclinic one', () => {
  const cell = strainedCell(RUTILE, ANY);
  expect(cell.a).toBeCloseTo(cell.b, 9);
  expect(cell.c / cell.a).toBeGreaterThan((1.01 * RUTILE.cell.c) / RUTILE.cell.a);
  const oblique = { a: 4, b: 5, c: 6, alpha: 80, beta: 95, gamma: 102 };
  const triclinic = strainedCell({ ...RUTILE, cell: oblique, spaceGroup: 1 }, ANY);
  // With a along x, its strain is that of the first column.
  expect(triclinic.a / 4).toBeCloseTo(Math.hypot(1.01, 0.005, 0.007), 9);
  expect(triclinic.gamma).not.toBeCloseTo(102, 1);
});
