import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { cellVolume } from './cell.ts';
import { looksLikePoscar, readPoscar } from './poscar.ts';
import { findSymmetry, initSymmetry } from './symmetry.ts';

initSymmetry(
  readFileSync(createRequire(import.meta.url).resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm')),
);

function read(text: string) {
  const result = readPoscar(text, 'here', 'test');
  if (!result.ok) throw new Error(result.fault.message);
  return result.crystal;
}

const faultOf = (text: string) => {
  const result = readPoscar(text, 'here', 'test');
  return result.ok ? undefined : result.fault;
};

const VECTORS = '0.0 0.5 0.5\n0.5 0.0 0.5\n0.5 0.5 0.0';

// Boron nitride of the VASP manual's page on POSCAR, cubic, a = 3.57 Å.
const BN5 = `cubic BN\n3.57\n${VECTORS}\nB N\n1 1\nDirect\n0.0 0.0 0.0\n0.25 0.25 0.25\n`;

describe('readPoscar', () => {
  test('reads version 5 in direct coordinates', () => {
    const crystal = read(BN5);
    expect(crystal).toMatchObject({ id: 'here', source: 'test', formula: 'BN' });
    expect(crystal.cell.a).toBeCloseTo(3.57 / Math.SQRT2, 12);
    expect(crystal.cell.alpha).toBeCloseTo(60, 10);
    expect(crystal.sites.map(({ species, position }) => [species.element, ...position])).toEqual([
      ['B', 0, 0, 0],
      ['N', 0.25, 0.25, 0.25],
    ]);
    // Zinc blende, F -4 3 m.
    expect(findSymmetry({ ...crystal, spaceGroup: 1 })).toMatchObject({ number: 216 });
  });

  test.each([
    ['version 4, elements in the comment', BN5.replace('B N\n', '').replace('cubic BN', 'B N')],
    [
      'version 4, elements behind the coordinates',
      BN5.replace('B N\n', '').replace('0.0\n0.25 0.25 0.25', '0.0 B\n0.25 0.25 0.25 N'),
    ],
    ['Windows ends of lines', BN5.replaceAll('\n', '\r\n')],
    ['a negative scale factor, the volume', BN5.replace('3.57', String(-(3.57 ** 3) / 4))],
    ['three scale factors', BN5.replace('3.57', '3.57 3.57 3.57')],
    [
      'Cartesian coordinates, scaled as the vectors',
      BN5.replace('Direct', 'Cartesian').replace('0.25 0.25 0.25', '0.25 0.25 0.25'),
    ],
    [
      'selective dynamics',
      BN5.replace('Direct', 'Selective dynamics\nDirect').replace('0.25\n', '0.25 T F T\n'),
    ],
    ['potentials behind the elements', BN5.replace('B N', 'B_h N/1a2b3c')],
    ['velocities after the atoms', `${BN5}\n0 0 0\n0 0 0\n`],
  ])('reads %s', (_, text) => {
    const crystal = read(text);
    const expected = read(BN5);
    expect(cellVolume(crystal.cell)).toBeCloseTo(cellVolume(expected.cell), 10);
    expect(crystal.formula).toBe('BN');
    for (const [i, { position, species }] of crystal.sites.entries()) {
      expect(species).toEqual(expected.sites[i]!.species);
      for (const k of [0, 1, 2] as const) {
        expect(position[k]).toBeCloseTo(expected.sites[i]!.position[k], 12);
      }
    }
  });

  test('takes T and F for flags where three stand, F for fluorine where not', () => {
    const text = `x\n1\n4 0 0\n0 4 0\n0 0 4\n1 1\nSel\nDirect\n0 0 0 T T F Li\n.5 .5 .5 F F F F\n`;
    expect(read(text).formula).toBe('FLi');
    expect(
      read(text.replace('Sel\n', '').replace(' T T F', '').replace(' F F F F', ' F')).formula,
    ).toBe('FLi');
  });

  test.each([
    ['no scale', BN5.replace('3.57', 'a'), 'bad-number', 2],
    ['a scale of 0', BN5.replace('3.57', '0'), 'bad-number', 2],
    ['two scales', BN5.replace('3.57', '1 2'), 'bad-number', 2],
    ['a short vector', BN5.replace('0.5 0.0 0.5', '0.5 0.0'), 'missing-cell', 4],
    ['flat vectors', BN5.replace('0.0 0.5 0.5', '0.5 0.0 0.5'), 'impossible-cell', undefined],
    ['lengths in nm', BN5.replace('3.57', '0.357'), 'impossible-cell', undefined],
    ['no numbers of atoms', BN5.replace('1 1', 'x'), 'missing-atoms', 7],
    ['an unknown element', BN5.replace('B N', 'B Xx'), 'unknown-element', 6],
    ['fewer elements than numbers', BN5.replace('B N', 'B'), 'unknown-element', 6],
    [
      'a comment that names no element',
      BN5.replace('B N\n', '').replace('cubic BN', 'POSCAR'),
      'unknown-element',
      8,
    ],
    ['no mode', BN5.replace('Direct\n', ''), 'syntax', 8],
    ['too few atoms', BN5.replace('0.25 0.25 0.25\n', ''), 'bad-number', 10],
    [
      'two atoms in one place',
      BN5.replace('0.25 0.25 0.25', '0 0 0.01'),
      'overlapping-atoms',
      undefined,
    ],
    ['nothing', '', 'bad-number', 2],
  ])('refuses %s', (_, text, kind, line) => {
    const fault = faultOf(text);
    expect(fault).toMatchObject({ kind, where: 'here' });
    expect(fault?.line).toBe(line);
  });
});

test.each([
  [BN5, true],
  [BN5.replace('3.57', '1 1 1'), true],
  ['data_x\n_cell_length_a 3\n', false],
  ['a\nb\nc\nd\ne\n', false],
  ['', false],
])('looksLikePoscar of %j is %s', (text, expected) => {
  expect(looksLikePoscar(text)).toBe(expected);
});
