import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Crystal, CrystalFault } from '../crystal.ts';
import { readCif } from './readCif.ts';

/** Rutile, a CIF in parts that a test may replace. */
const CELL = `_cell_length_a 4.594(1)
_cell_length_b 4.594(1)
_cell_length_c 2.958
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90`;
const HALL = "_space_group_name_Hall '-P 4n 2n'";
const ATOMS = `loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Ti1 0 0 0
O1 0.305 0.305 0`;

const cif = ({ cell = CELL, symmetry = HALL, atoms = ATOMS } = {}) =>
  `data_rutile\n${cell}\n${symmetry}\n${atoms}\n`;

/** Atoms of a loop with further columns behind the coordinates. */
const atomsWith = (columns: readonly string[], ...rows: readonly string[]) =>
  ['loop_', '_atom_site_label', '_atom_site_fract_x', '_atom_site_fract_y', '_atom_site_fract_z']
    .concat(
      columns.map((column) => `_atom_site_${column}`),
      rows,
    )
    .join('\n');

function read(text: string): { crystal: Crystal; warnings: readonly string[] } {
  const [result, ...others] = readCif(text, 'test.cif');
  expect(others).toEqual([]);
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result;
}

function faultOf(text: string): CrystalFault {
  const [result, ...others] = readCif(text, 'test.cif');
  expect(others).toEqual([]);
  if (result === undefined || result.ok) throw new Error('the text was read');
  return result.fault;
}

test('a structure with its symmetry copies', () => {
  const { crystal, warnings } = read(cif());
  expect(warnings).toEqual([]);
  expect(crystal).toMatchObject({
    id: 'rutile',
    source: 'test.cif',
    formula: 'O2Ti',
    spaceGroup: 136,
    cell: { a: 4.594, b: 4.594, c: 2.958, alpha: 90, beta: 90, gamma: 90 },
  });
  expect(crystal.sites).toHaveLength(6);
});

describe('symmetry', () => {
  const spaceGroupOf = (symmetry: string) => {
    const { crystal, warnings } = read(cif({ symmetry }));
    expect(warnings).toEqual([]);
    expect(crystal.sites).toHaveLength(6);
    return crystal.spaceGroup;
  };

  test.each([
    "_symmetry_space_group_name_Hall '-P 4n 2n'",
    "_space_group_name_H-M_alt 'P 42/m n m'",
    '_symmetry_space_group_name_H-M P42/mnm',
    '_symmetry_space_group_name_H-M P_42/m_n_m',
    '_space_group_IT_number 136',
    '_symmetry_Int_Tables_number 136',
    "_space_group_name_Hall ?\n_space_group_name_H-M_alt 'P 42/m n m'",
  ])('%s', (symmetry) => {
    expect(spaceGroupOf(symmetry)).toBe(136);
  });

  const OPERATIONS = [
    'x,y,z',
    '-x,-y,z',
    '-y+1/2,x+1/2,z+1/2',
    'y+1/2,-x+1/2,z+1/2',
    '-x+1/2,y+1/2,-z+1/2',
    'x+1/2,-y+1/2,-z+1/2',
    'y,x,-z',
    '-y,-x,-z',
    '-x,-y,-z',
    'x,y,-z',
    'y+.5,-x+.5,-z+.5',
    '-y+.5,x+.5,-z+.5',
    'x+0.5,-y+0.5,z+0.5',
    '1/2-X,1/2+Y,1/2+Z',
    '-y,-x,z',
    'y, x, z',
  ];
  const loop = (operations: readonly string[]) =>
    `loop_\n_symmetry_equiv_pos_site_id\n_symmetry_equiv_pos_as_xyz\n${operations
      .map((operation, i) => `${i + 1} '${operation}'`)
      .join('\n')}`;

  test('operations alone', () => {
    expect(spaceGroupOf(loop(OPERATIONS))).toBe(136);
  });

  test('operations win over names, with a warning', () => {
    const symmetry = `${loop(OPERATIONS)}\n_space_group_IT_number 225`;
    const { crystal, warnings } = read(cif({ symmetry }));
    expect(crystal.spaceGroup).toBe(136);
    expect(crystal.sites).toHaveLength(6);
    expect(warnings.join()).toContain('space group 136');
  });

  test('a number that contradicts the symbol is a warning', () => {
    const symmetry = "_space_group_name_H-M_alt 'P 42/m n m'\n_space_group_IT_number 137";
    const { crystal, warnings } = read(cif({ symmetry }));
    expect(crystal.spaceGroup).toBe(136);
    expect(warnings).toEqual(['P 42/m n m is space group 136, 137 is 137; the first is used']);
  });

  test('a cell listed in full, x,y,z only, keeps the space group it is given', () => {
    const symmetry = `${loop(['x,y,z'])}\n_space_group_IT_number 136`;
    const { crystal, warnings } = read(cif({ symmetry }));
    expect(crystal.spaceGroup).toBe(136);
    expect(crystal.sites).toHaveLength(2);
    expect(warnings.join()).toContain('only x,y,z');
  });

  test('a cell that does not fit is a warning', () => {
    const cell = CELL.replace('_cell_length_b 4.594(1)', '_cell_length_b 4.7');
    const { crystal, warnings } = read(cif({ cell }));
    expect(crystal.spaceGroup).toBe(136);
    expect(warnings.join()).toContain('do not fit space group 136');
  });

  test('none is a fault', () => {
    expect(faultOf(cif({ symmetry: '' }))).toMatchObject({
      kind: 'missing-symmetry',
      where: 'rutile',
      line: 1,
    });
  });

  test.each([
    "_space_group_name_Hall 'Q 4'",
    "_space_group_name_H-M_alt 'P 9'",
    '_space_group_IT_number 231',
    '_space_group_IT_number 1.5',
    '_space_group_IT_number two',
    loop(['x,y']),
    loop(['x,y,z', 'x,x,z']),
  ])('unknown: %s', (symmetry) => {
    expect(faultOf(cif({ symmetry })).kind).toBe('unknown-symmetry');
  });

  test('an unknown symbol beside a known number is a warning', () => {
    const symmetry = "_space_group_name_H-M_alt 'P 9'\n_space_group_IT_number 136";
    const { crystal, warnings } = read(cif({ symmetry }));
    expect(crystal.spaceGroup).toBe(136);
    expect(warnings).toHaveLength(1);
  });

  test('settings of one rhombohedral group: hexagonal and rhombohedral axes', () => {
    const hexagonal = `_cell_length_a 4.76
_cell_length_b 4.76
_cell_length_c 12.99
_cell_angle_gamma 120`;
    const rhombohedral = `_cell_length_a 5.128
_cell_length_b 5.128
_cell_length_c 5.128
_cell_angle_alpha 55.3
_cell_angle_beta 55.3
_cell_angle_gamma 55.3`;
    const setting = (symbol: string, cell: string, atom: string) =>
      read(
        cif({
          cell,
          symmetry: `_space_group_name_H-M_alt '${symbol}'`,
          atoms: atomsWith([], atom),
        }),
      ).crystal;
    const h = setting('R -3 c :H', hexagonal, 'Al 0 0 0.3522');
    const r = setting('R -3 c :R', rhombohedral, 'Al 0.3522 0.3522 0.3522');
    expect([h.spaceGroup, h.sites.length]).toEqual([167, 12]);
    expect([r.spaceGroup, r.sites.length]).toEqual([167, 4]);
  });

  test('a number alone takes the axes that the cell allows', () => {
    const { crystal } = read(
      cif({
        cell: `_cell_length_a 5.128\n_cell_length_b 5.128\n_cell_length_c 5.128
_cell_angle_alpha 55.3\n_cell_angle_beta 55.3\n_cell_angle_gamma 55.3`,
        symmetry: '_space_group_IT_number 167',
        atoms: atomsWith([], 'Al 0.3522 0.3522 0.3522'),
      }),
    );
    expect(crystal.sites).toHaveLength(4);
  });

  test('an origin that is assumed is a warning', () => {
    const { crystal, warnings } = read(
      cif({
        cell: '_cell_length_a 5.431\n_cell_length_b 5.431\n_cell_length_c 5.431',
        symmetry: "_space_group_name_H-M_alt 'F d -3 m'",
        atoms: atomsWith([], 'Si 0 0 0'),
      }),
    );
    expect(crystal.sites).toHaveLength(8);
    expect(warnings).toEqual([expect.stringContaining('2 settings')]);
  });

  test('operations that are no group are unknown', () => {
    const fault = faultOf(cif({ symmetry: loop(['x,y,z', '-y,x,z']) }));
    expect(fault).toMatchObject({ kind: 'unknown-symmetry', line: 11 });
  });

  test('settings of one group: both origins', () => {
    const silicon = (symbol: string, x: number) =>
      read(
        cif({
          cell: '_cell_length_a 5.431\n_cell_length_b 5.431\n_cell_length_c 5.431',
          symmetry: `_space_group_name_H-M_alt '${symbol}'`,
          atoms: atomsWith([], `Si ${x} ${x} ${x}`),
        }),
      ).crystal;
    expect(silicon('F d -3 m :1', 0).sites).toHaveLength(8);
    expect(silicon('F d -3 m :2', 0.125).sites).toHaveLength(8);
  });
});

describe('cell', () => {
  test.each([
    ['missing', '_cell_length_a 4', 'missing-cell', 1],
    ['unknown', CELL.replace('2.958', '?'), 'missing-cell', 1],
    ['no number', CELL.replace('2.958', '2.9x'), 'bad-number', 4],
    ['impossible angles', CELL.replace('gamma 90', 'gamma 190'), 'impossible-cell', 2],
    ['an edge of 0', CELL.replace('2.958', '0'), 'impossible-cell', 2],
  ])('%s', (_, cell, kind, line) => {
    expect(faultOf(cif({ cell }))).toMatchObject({ kind, line, where: 'rutile' });
  });

  test('angles left out are 90°', () => {
    const cell = CELL.split('\n').slice(0, 3).join('\n');
    expect(read(cif({ cell })).crystal.cell.gamma).toBe(90);
  });
});

describe('atoms', () => {
  const first = (atoms: string) => read(cif({ atoms })).crystal.sites[0]!;

  test('the type symbol names the species, else the label', () => {
    expect(first(atomsWith(['type_symbol'], 'A1 0 0 0 Ti4+')).species).toEqual({
      element: 'Ti',
      charge: 4,
    });
    expect(first(atomsWith(['type_symbol'], 'D1 0 0 0 ?')).species.element).toBe('D');
  });

  test('partial occupancy, with its uncertainty, is that of the site', () => {
    const { crystal } = read(cif({ atoms: atomsWith(['occupancy'], 'Ti1 0 0 0 0.945(3)') }));
    expect(crystal.sites.map((site) => site.occupancy)).toEqual([0.945, 0.945]);
    expect(crystal.formula).toBe('Ti1.89');
  });

  test('species that mix are sites of one position', () => {
    const rows = ['Ti1 0 0 0 0.9', 'Nb1 0 0 0 0.1', 'O1 .305 .305 0 .'];
    const { crystal } = read(cif({ atoms: atomsWith(['occupancy'], ...rows) }));
    expect(crystal.sites).toHaveLength(8);
    expect(crystal.formula).toBe('Nb0.2O4Ti1.8');
  });

  test('a single atom outside a loop', () => {
    const atoms = `_atom_site_label Ti1\n_atom_site_fract_x 0\n_atom_site_fract_y 0
_atom_site_fract_z 0`;
    expect(read(cif({ atoms })).crystal.sites).toHaveLength(2);
  });

  test.each([
    ['a dummy by flag', 'calc_flag', 'Q1 0.1 0.2 0.3 dum'],
    ['a dummy by type', 'type_symbol', 'Q1 0.1 0.2 0.3 .'],
    ['occupancy 0', 'occupancy', 'Q1 0.1 0.2 0.3 0.0'],
    ['an unknown coordinate', 'occupancy', 'Q1 0.1 ? 0.3 1'],
  ])('%s is left out with a warning', (_, column, row) => {
    const value = { calc_flag: 'd', type_symbol: 'Ti', occupancy: '1' }[column]!;
    const { crystal, warnings } = read(
      cif({ atoms: atomsWith([column], `Ti1 0 0 0 ${value}`, row) }),
    );
    expect(crystal.sites).toHaveLength(2);
    expect(warnings).toEqual([expect.stringContaining('atom Q1 is left out')]);
  });

  test.each([
    ['no atoms', '', 'missing-atoms', 1],
    ['a loop without coordinates', 'loop_\n_atom_site_label\nTi', 'missing-atoms', 1],
    ['no known coordinates', atomsWith([], 'Ti1 ? ? ?'), 'missing-atoms', 1],
    ['an unknown element', atomsWith([], 'Xx1 0 0 0'), 'unknown-element', 14],
    ['an unknown type', atomsWith(['type_symbol'], 'Ti 0 0 0 M'), 'unknown-element', 15],
    ['a bad coordinate', atomsWith([], 'Ti1 0 0,5 0'), 'bad-number', 14],
    ['a bad occupancy', atomsWith(['occupancy'], 'Ti1 0 0 0 full'), 'bad-number', 15],
    ['occupancy above 1', atomsWith(['occupancy'], 'Ti1 0 0 0 1.2'), 'bad-occupancy', 15],
    ['occupancy below 0', atomsWith(['occupancy'], 'Ti1 0 0 0 -0.1'), 'bad-occupancy', 15],
    ['a bad U', atomsWith(['U_iso_or_equiv'], 'Ti1 0 0 0 abc'), 'bad-number', 15],
    ['overlapping atoms', atomsWith([], 'Ti1 0 0 0', 'O1 0 0 0.1'), 'overlapping-atoms', 14],
    ['an atom twice', atomsWith([], 'Ti1 0 0 0', 'Ti1 0 0 0'), 'overlapping-atoms', 14],
    [
      'a crowded site',
      atomsWith(['occupancy'], 'Ti1 0 0 0 .7', 'Nb1 0 0 0 .7'),
      'overlapping-atoms',
      15,
    ],
    ['a broken loop', atomsWith([], 'Ti1 0 0 0', 'O1 0.3 0.3'), 'syntax', 9],
  ])('%s', (_, atoms, kind, line) => {
    expect(faultOf(cif({ atoms }))).toMatchObject({ kind, line, where: 'rutile' });
  });
});

describe('displacements', () => {
  const displacementOf = (atoms: string) => read(cif({ atoms })).crystal.sites[0]!.displacement;
  const B = 8 * Math.PI ** 2;

  test.each([
    ['U', 'U_iso_or_equiv', '0.0125(4)', 0.0125],
    ['B', 'B_iso_or_equiv', String(B * 0.01), 0.01],
  ])('isotropic %s', (_, column, value, uIso) => {
    const atoms = atomsWith([column], `Ti1 0 0 0 ${value}`);
    expect(displacementOf(atoms)).toEqual({ kind: 'isotropic', uIso: expect.closeTo(uIso, 12) });
  });

  test.each(['?', '.', '0', '-0.001'])('isotropic U of %s is none', (value) => {
    const atoms = atomsWith(['U_iso_or_equiv'], `Ti1 0 0 0 ${value}`);
    expect(displacementOf(atoms)).toEqual({ kind: 'none' });
  });

  test('a negative one says so', () => {
    const warningsOf = (tag: string, value: string) =>
      read(cif({ atoms: atomsWith([tag], `Ti1 0 0 0 ${value}`) })).warnings;
    expect(warningsOf('U_iso_or_equiv', '-0.001(2)')).toEqual([
      'atom Ti1 has a negative displacement, -0.001 Å², which counts as none',
    ]);
    expect(warningsOf('B_iso_or_equiv', '-0.1')).toEqual([
      'atom Ti1 has a negative displacement, -0.1 Å², which counts as none',
    ]);
    expect(warningsOf('U_iso_or_equiv', '0')).toEqual([]);
  });

  test('a U the size of a B is a warning', () => {
    const atoms = atomsWith(['U_iso_or_equiv'], 'Ti1 0 0 0 1.12(8)');
    expect(read(cif({ atoms })).warnings).toEqual(['atom Ti1 has U = 1.12 Å²; is it B?']);
  });

  const tensor = (form: string, values: readonly number[]) =>
    ['loop_', '_atom_site_aniso_label']
      .concat(['11', '22', '33', '12', '13', '23'].map((ij) => `_atom_site_aniso_${form}_${ij}`))
      .concat(`Ti1 ${values.join(' ')}`)
      .join('\n');
  const u = [0.01, 0.01, 0.02, 0.003, 0, 0];

  test.each([
    ['U', 1, 1],
    ['B', B, B],
    // β = 2π² a*² U: 2π²/4.594² across, 2π²/2.958² along c
    ['beta', (2 * Math.PI ** 2) / 4.594 ** 2, (2 * Math.PI ** 2) / 2.958 ** 2],
  ])('anisotropic %s', (form, across, along) => {
    const values = u.map((value, i) => value * (i === 2 ? along : across));
    expect(displacementOf(`${atomsWith([], 'Ti1 0 0 0')}\n${tensor(form, values)}`)).toEqual({
      kind: 'anisotropic',
      u: u.map((value) => expect.closeTo(value, 12)),
    });
  });

  test('turn with the symmetry: the second Ti of rutile has U12 reversed', () => {
    const { crystal } = read(cif({ atoms: `${atomsWith([], 'Ti1 0 0 0')}\n${tensor('U', u)}` }));
    expect(crystal.sites.map(({ displacement }) => displacement)).toEqual(
      [0.003, -0.003].map((u12) => ({
        kind: 'anisotropic',
        u: [0.01, 0.01, 0.02, u12, 0, 0].map((value) => expect.closeTo(value, 12)),
      })),
    );
  });

  test('a tensor of no ellipsoid is a warning', () => {
    const wrong = [0.01, 0.01, 0.02, 0.03, 0, 0];
    const atoms = `${atomsWith([], 'Ti1 0 0 0')}\n${tensor('U', wrong)}`;
    expect(read(cif({ atoms })).warnings).toEqual([
      'atom Ti1 has a displacement tensor that is not positive definite; it was taken as it is',
    ]);
  });

  test('a tensor gives way where adp_type says Uiso', () => {
    const atoms = atomsWith(['U_iso_or_equiv', 'adp_type'], 'Ti1 0 0 0 0.011 Uiso');
    expect(displacementOf(`${atoms}\n${tensor('U', u)}`)).toEqual({
      kind: 'isotropic',
      uIso: 0.011,
    });
  });
});

describe('files', () => {
  test('one result for each block that holds a cell or atoms', () => {
    const text = `data_global\n_journal_name 'Acta Cryst.'\n${cif()}data_bad\n${CELL}\n${HALL}\n`;
    const results = readCif(text, 'test.cif');
    expect(results.map((r) => (r.ok ? r.crystal.id : r.fault))).toEqual([
      'rutile',
      expect.objectContaining({ kind: 'missing-atoms', where: 'bad' }),
    ]);
  });

  test.each(['', 'hello world', 'data_a\n_x 1', '%PDF-1.4'])('no structure in %j', (text) => {
    expect(['syntax', 'missing-cell']).toContain(faultOf(text).kind);
  });

  test('Windows line ends and a byte order mark change nothing', () => {
    expect(readCif(`\uFEFF${cif().replaceAll('\n', '\r\n')}`, 'test.cif')).toEqual(
      readCif(cif(), 'test.cif'),
    );
  });

  test('no damage makes the reader throw', () => {
    const text = cif();
    const place = fc.nat(text.length);
    fc.assert(
      fc.property(place, place, fc.string({ maxLength: 3 }), (start, length, filler) => {
        const damaged = text.slice(0, start) + filler + text.slice(start + (length % 12));
        expect(readCif(damaged, 'test.cif').length).toBeGreaterThan(0);
      }),
    );
  });
});
