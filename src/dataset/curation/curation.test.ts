import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  ANATASE,
  atom,
  BORON_NITRIDE,
  cellOf,
  crystalOf,
  HALITE,
  HCP,
  RUTILE,
} from '../../../test/fixtures/crystals.ts';
import { type Crystal, initSymmetry } from '../../crystal/index.ts';
import { Duplicates, keyAndVolumeOf } from './duplicates.ts';
import { createFingerprinter, fingerprintDistance } from './fingerprint.ts';
import { labelSymmetry } from './labelSymmetry.ts';
import { exceededLimit } from './limits.ts';

beforeAll(() => {
  const { resolve } = createRequire(import.meta.url);
  initSymmetry(readFileSync(resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm')));
});

const stretched = (crystal: Crystal, a: number, c = a): Crystal => {
  const { cell } = crystal;
  return { ...crystal, cell: { ...cell, a: cell.a * a, b: cell.b * a, c: cell.c * c } };
};

describe('exceededLimit', () => {
  // Rock salt: 8 atoms of 2 elements in 179.4 Å³.
  test.each([
    [{}, undefined],
    [{ maxVolume: 180, maxAtoms: 8, maxElements: 2, without: ['K'] }, undefined],
    [{ maxVolume: 179 }, 'large-cell'],
    [{ maxAtoms: 7 }, 'many-atoms'],
    [{ maxElements: 1 }, 'many-elements'],
    [{ without: ['K', 'Cl'] }, 'unwanted-element'],
  ])('%j', (limits, kind) => {
    expect(exceededLimit(HALITE, limits)?.kind).toBe(kind);
  });

  test('counts mixed sites by their occupancies', () => {
    const thirds = ['Fe', 'Co', 'Ni'].map((element) => ({
      ...atom(element, [0, 0, 0]),
      occupancy: 0.3334,
    }));
    const mixed = crystalOf(221, cellOf(3, 3, 3), thirds);
    expect(exceededLimit(mixed, { maxAtoms: 1 })).toBeUndefined();
    expect(exceededLimit(mixed, { maxElements: 2 })?.kind).toBe('many-elements');
  });
});

describe('labelSymmetry', () => {
  const { spaceGroup: _, ...unlabelled } = RUTILE;
  const wrong = { ...RUTILE, spaceGroup: 58 };

  test.each(['derived', 'source', 'drop'] as const)('%s: agreement, or no label', (choice) => {
    const found = { ok: true, spaceGroup: 136, derived: 136 };
    expect(labelSymmetry(RUTILE, choice, 0.01)).toEqual({ ...found, agreement: 'same' });
    expect(labelSymmetry(unlabelled, choice, 0.01)).toEqual({ ...found, agreement: 'unlabelled' });
    const p1 = { ...RUTILE, spaceGroup: 1 };
    expect(labelSymmetry(p1, choice, 0.01)).toEqual({ ...found, agreement: 'unlabelled' });
  });

  test('disagreement', () => {
    const both = { ok: true, agreement: 'different', derived: 136 };
    expect(labelSymmetry(wrong, 'derived', 0.01)).toEqual({ ...both, spaceGroup: 136 });
    expect(labelSymmetry(wrong, 'source', 0.01)).toEqual({ ...both, spaceGroup: 58 });
    expect(labelSymmetry(wrong, 'drop', 0.01)).toEqual({
      ok: false,
      fault: {
        kind: 'other-symmetry',
        message: 'its source says Pnnm (58), its atoms have P4_2/mnm (136) within 0.01 Å',
      },
    });
  });

  test('the tolerance decides', () => {
    const [first, ...others] = RUTILE.sites;
    const [x, y, z] = first!.position;
    const moved = {
      ...RUTILE,
      sites: [{ ...first!, position: [x + 0.01, y, z] as const }, ...others],
    };
    const fine = labelSymmetry(moved, 'derived', 0.01);
    expect(fine).toMatchObject({ ok: true, agreement: 'different' });
    expect(labelSymmetry(moved, 'derived', 0.2)).toMatchObject({ spaceGroup: 136 });
  });

  test('without any symmetry found only a label helps', () => {
    const nowhere = { ...HCP, sites: [atom('Co', [Number.NaN, 0, 0])] };
    expect(labelSymmetry(nowhere, 'source', 0.01)).toMatchObject({ ok: true, spaceGroup: 194 });
    expect(labelSymmetry(nowhere, 'derived', 0.01)).toMatchObject({
      fault: { kind: 'no-symmetry' },
    });
    expect(labelSymmetry({ ...nowhere, spaceGroup: 1 }, 'source', 0.01).ok).toBe(false);
  });
});

describe('fingerprints', () => {
  const fingerprint = createFingerprinter();
  const distance = (a: Crystal, b: Crystal) =>
    fingerprintDistance(fingerprint(a)!, fingerprint(b)!);
  const hot = {
    ...RUTILE,
    sites: RUTILE.sites.map((s) => atom(s.species.element, s.position, 0.02)),
  };

  test('do not feel volume and displacements', () => {
    expect(distance(RUTILE, RUTILE)).toBe(0);
    expect(distance(RUTILE, stretched(RUTILE, 1.02))).toBeLessThan(0.01);
    expect(distance(RUTILE, hot)).toBe(0);
  });

  test('do not feel the choice of the cell', () => {
    const sites = [0, 0.5].flatMap((shift) =>
      RUTILE.sites.map(({ species, position: [x, y, z] }) =>
        atom(species.element, [x, y, z / 2 + shift]),
      ),
    );
    expect(distance(RUTILE, stretched({ ...RUTILE, sites }, 1, 2))).toBeLessThan(0.005);
  });

  test('grow with the difference: a per cent of an axis, other structures', () => {
    const near = distance(RUTILE, stretched(RUTILE, 1, 1.01));
    expect(near).toBeGreaterThan(0.01);
    expect(near).toBeLessThan(0.1);
    expect(distance(RUTILE, ANATASE)).toBeGreaterThan(0.4);
    expect(distance(HALITE, BORON_NITRIDE)).toBeGreaterThan(0.1);
  });

  test('there is none of what cannot be simulated', () => {
    expect(fingerprint({ ...HCP, sites: [atom('Og', [0, 0, 0])] })).toBeUndefined();
  });
});

test('composition and volume per atom do not feel the choice of the cell', () => {
  const quarter = (crystal: Crystal): Crystal => ({
    ...crystal,
    sites: crystal.sites.map((site) => ({ ...site, occupancy: 0.25 })),
  });
  const doubled = stretched(
    { ...RUTILE, sites: [...RUTILE.sites, ...RUTILE.sites], formula: 'TiO2' },
    1,
    2,
  );
  for (const change of [quarter, (crystal: Crystal) => crystal]) {
    const [one, two] = [keyAndVolumeOf(change(RUTILE)), keyAndVolumeOf(change(doubled))];
    expect(two.key).toBe(one.key);
    expect(two.volumePerAtom).toBeCloseTo(one.volumePerAtom, 10);
  }
  expect(keyAndVolumeOf(RUTILE).key).toBe('O0.667Ti0.333|136');
});

describe('Duplicates', () => {
  const fingerprint = createFingerprinter();
  const likeness = (crystal: Crystal, id: string) => ({
    id,
    ...keyAndVolumeOf(crystal),
    fingerprint: fingerprint(crystal)!,
  });
  const limits = { volumeTolerance: 0.05, patternDistance: 0.1 };

  test('are found within the tolerances', () => {
    const duplicates = new Duplicates(limits);
    expect(duplicates.findOrAdd(likeness(RUTILE, 'a'))).toBeUndefined();
    expect(duplicates.findOrAdd(likeness(stretched(RUTILE, 1.01), 'b'))?.of).toBe('a');
    expect(duplicates.findOrAdd(likeness(stretched(RUTILE, 1.03), 'c'))).toBeUndefined();
    const found = duplicates.findOrAdd(likeness(stretched(RUTILE, 1.0299), 'd'));
    expect(found?.distance).toBeLessThan(0.01);
    expect(found?.of).toBe('c');
  });

  test('must have one composition, group and pattern', () => {
    const duplicates = new Duplicates(limits);
    duplicates.findOrAdd(likeness(RUTILE, 'a'));
    for (const other of [
      { ...RUTILE, spaceGroup: 58 },
      {
        ...RUTILE,
        sites: RUTILE.sites.map((s) => ({ ...s, species: { element: 'O', charge: 0 } })),
      },
      stretched(RUTILE, 0.97, 1 / 0.97 ** 2),
    ]) {
      expect(duplicates.findOrAdd(likeness(other, 'b'))).toBeUndefined();
    }
  });
});
