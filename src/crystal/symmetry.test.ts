import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sharedPath } from '../../test/shared.ts';
import type { Triple } from '../math/index.ts';
import { readCif } from './cif/readCif.ts';
import type { Cell, Crystal, Site } from './crystal.ts';
import { formatOperation } from './operation.ts';
import { operationsOfSetting, SETTINGS } from './settingTable.ts';
import { parseSpecies } from './species.ts';
import { findSymmetry, initSymmetry } from './symmetry.ts';

type Atom = readonly [element: string, position: Triple, occupancy?: number];

function crystalOf(cell: Cell, atoms: readonly Atom[]): Crystal {
  const sites = atoms.map(
    ([element, position, occupancy = 1]): Site => ({
      species: { element, charge: 0 },
      position,
      occupancy,
      displacement: { kind: 'none' },
    }),
  );
  return { id: 'test', source: 'test', formula: '', cell, sites, spaceGroup: 1 };
}

const box = (a: number, c = a, gamma = 90): Cell => ({ a, b: a, c, alpha: 90, beta: 90, gamma });
const bodyCentred = (a: string, b: string): Crystal =>
  crystalOf(box(3), [
    [a, [0, 0, 0]],
    [b, [0.5, 0.5, 0.5]],
  ]);

test('before initSymmetry the search is refused', () => {
  expect(() => findSymmetry(bodyCentred('Fe', 'Fe'))).toThrow(TypeError);
});

describe('after initSymmetry', () => {
  beforeAll(() => {
    const wasm = new URL('../../node_modules/@spglib/moyo-wasm/moyo_wasm_bg.wasm', import.meta.url);
    initSymmetry(readFileSync(wasm));
    initSymmetry(readFileSync(wasm));
  });

  test('elements: bcc iron, and CsCl in the same places', () => {
    expect(findSymmetry(bodyCentred('Fe', 'Fe'))).toMatchObject({ number: 229, bravais: 'cI' });
    expect(findSymmetry(bodyCentred('Cs', 'Cl'))).toMatchObject({ number: 221, bravais: 'cP' });
  });

  test('operations are those of the cell as given', () => {
    const found = findSymmetry(bodyCentred('Fe', 'Fe'));
    const setting = SETTINGS.find(({ number }) => number === 229)!;
    expect(found.ok && found.operations.map(formatOperation).sort()).toEqual(
      operationsOfSetting(setting).map(formatOperation).sort(),
    );
    expect(found).toMatchObject({ hallNumber: 529 });
  });

  test('rotations are read row by row: hcp magnesium, P6_3/mmc', () => {
    // Wyckoff position 2c: International Tables A, space group 194
    const magnesium = crystalOf(box(3.21, 5.21, 120), [
      ['Mg', [1 / 3, 2 / 3, 1 / 4]],
      ['Mg', [2 / 3, 1 / 3, 3 / 4]],
    ]);
    const found = findSymmetry(magnesium);
    expect(found).toMatchObject({ ok: true, number: 194, bravais: 'hP', hallNumber: 488 });
    const setting = SETTINGS.find(({ number }) => number === 194)!;
    expect(found.ok && found.operations.map(formatOperation).sort()).toEqual(
      operationsOfSetting(setting).map(formatOperation).sort(),
    );
  });

  test('a mixed site is one atom, and its composition counts', () => {
    const mixed = (share: number): readonly Atom[] => [
      ['Co', [0.5, 0.5, 0.5], share],
      ['Fe', [0.5, 0.5, 0.5001], 1 - share],
      ['Fe', [0, 0, 0], 0.5],
      ['Co', [0, 0, 0], 0.5],
    ];
    expect(findSymmetry(crystalOf(box(2.86), mixed(0.5)))).toMatchObject({ number: 229 });
    expect(findSymmetry(crystalOf(box(2.86), mixed(0.7)))).toMatchObject({ number: 221 });
  });

  test('isotopes of one element are different atoms, charges of one nuclide are not', () => {
    const of = (first: string, second: string) => {
      const crystal = bodyCentred('Li', 'Li');
      const named = [first, second].map((name) => parseSpecies(name)!);
      const sites = crystal.sites.map((site, i) => ({ ...site, species: named[i]! }));
      return findSymmetry({ ...crystal, sites });
    };
    expect(of('Li', 'Li')).toMatchObject({ number: 229, bravais: 'cI' });
    for (const [p, q] of [
      ['6Li', '7Li'],
      ['Li', '7Li'],
      ['H', 'D'],
      ['1H', 'H'],
      ['58Ni', '60Ni'],
    ]) {
      expect(of(p!, q!)).toMatchObject({ number: 221, bravais: 'cP' });
    }
    expect(of('6Li+', '6Li')).toMatchObject({ number: 229 });
    expect(of('D', '2H')).toMatchObject({ number: 229 });
  });

  test('symprec decides how much distortion is overlooked', () => {
    const distorted = crystalOf(box(3), [
      ['Cs', [0, 0, 0]],
      ['Cl', [0.5, 0.5, 0.51]],
    ]);
    // 0.01 · 3 Å off the centre
    expect(findSymmetry(distorted, 0.1)).toMatchObject({ number: 221 });
    expect(findSymmetry(distorted, 0.01)).toMatchObject({ number: 99 });
    expect(() => findSymmetry(distorted, 0)).toThrow(RangeError);
  });

  test('what is no crystal gets a message', () => {
    expect(findSymmetry(crystalOf(box(3), []))).toMatchObject({ ok: false });
    expect(findSymmetry(crystalOf(box(3), [['H', [0, 0, Number.NaN]]]))).toMatchObject({
      ok: false,
    });
    expect(findSymmetry(crystalOf(box(3, 3, 180), [['H', [0, 0, 0]]]))).toMatchObject({
      ok: false,
    });
  });

  const folder = sharedPath('reference/structures');

  test.skipIf(folder === undefined)('reference structures have the group they claim', () => {
    for (const file of readdirSync(folder!)) {
      for (const result of readCif(readFileSync(`${folder}/${file}`, 'utf8'), file)) {
        const crystal = result.ok ? result.crystal : expect.unreachable(result.fault.message);
        expect(findSymmetry(crystal), file).toMatchObject({ number: crystal.spaceGroup });
      }
    }
  });
});
