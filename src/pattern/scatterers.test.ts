import { describe, expect, test } from 'vitest';
import { atom, cellOf, crystalOf } from '../../test/fixtures/crystals.ts';
import { parseSpecies, readCif } from '../crystal/index.ts';
import { BT1_GE311 } from './instruments.ts';
import { type Beam, type ScatterersResult, scatterersOf } from './scatterers.ts';

const SEARS: Beam = { radiation: 'neutron', wavelength: 1.5, scatteringLengths: 'sears1992' };
const CU: Beam = { ...SEARS, radiation: 'x-ray', wavelength: 1.540593 };

const crystalOfSpecies = (...names: string[]) => {
  const sites = names.map((name, i) => ({
    ...atom('X', [i / names.length, 0, 0]),
    species: parseSpecies(name)!,
  }));
  return crystalOf(1, cellOf(9, 4, 4), sites);
};

function found(result: ScatterersResult) {
  if (!result.ok) throw new Error(result.message);
  return result;
}

const lengths = (beam: Beam, ...names: string[]) =>
  found(scatterersOf(crystalOfSpecies(...names), beam, 0)).scatterers.map(({ amplitude }) => [
    amplitude.re,
    amplitude.im,
  ]);

describe('neutrons', () => {
  test('isotopes named in a CIF, by type symbol or label', () => {
    const atoms = ['7Li Li1 0 0 0', '11B B1 0.5 0 0', '62Ni Ni1 0 0.5 0', 'Li Li2 0 0 0.5'];
    const cif = (tag: string, rows: readonly string[]) =>
      `data_x\n_cell_length_a 6\n_cell_length_b 6\n_cell_length_c 6\n_cell_angle_alpha 90
_cell_angle_beta 90\n_cell_angle_gamma 90\n_space_group_IT_number 1\nloop_\n${tag}
_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n${rows.join('\n')}\n`;
    const both = '_atom_site_type_symbol\n_atom_site_label';
    const labelled = atoms.map((row) => row.replace(/ \S+/, ''));
    for (const text of [cif(both, atoms), cif('_atom_site_label', labelled)]) {
      const [result] = readCif(text, 'isotopes.cif');
      if (!result?.ok) throw new Error(result?.fault.message);
      const { scatterers } = found(scatterersOf(result.crystal, SEARS, 0));
      // Sears (1992); fm
      expect(scatterers.map(({ amplitude }) => amplitude.re)).toEqual([-2.22, 6.65, -8.7, -1.9]);
    }
  });

  test('lengths are complex where the nucleus absorbs', () => {
    // Sears (1992): B 5.30 − 0.213i, Gd 6.5 − 13.82i fm; Fe absorbs 2.56 barn, 0.02 % of b
    expect(lengths(SEARS, 'B', 'Gd', 'Fe')).toEqual([
      [5.3, -0.213],
      [6.5, -13.82],
      [9.45, 0],
    ]);
    expect(lengths({ ...SEARS, scatteringLengths: 'rauch2003' }, 'B', 'Sm')).toEqual([
      [5.3, -0.21],
      [0, -1.5],
    ]);
  });

  test('and real where only that is asked for, as by the instrument of the paper', () => {
    expect(lengths({ ...SEARS, realLengths: true }, 'B', 'Gd')).toEqual([
      [5.3, 0],
      [6.5, 0],
    ]);
    expect(lengths(BT1_GE311, 'B')).toEqual([[5.3, 0]]);
    // What is left out is told, where it is more than a hundredth.
    const { warnings } = found(scatterersOf(crystalOfSpecies('B', 'Gd', 'Fe'), BT1_GE311, 0));
    expect(warnings).toEqual([
      'the imaginary part of the scattering length of B, -0.213 fm, is left out by the instrument',
      expect.stringMatching(
        /^the scattering length of Gd depends on energy.*-13\.8 fm, is left out/,
      ),
    ]);
  });

  test('charge does not matter, and a warning comes once', () => {
    const result = found(scatterersOf(crystalOfSpecies('Gd3+', 'Gd', 'Gd', 'O2-'), SEARS, 0));
    expect(result.warnings).toEqual([expect.stringContaining('Gd depends on energy')]);
    expect(new Set(result.scatterers.map(({ amplitude }) => amplitude)).size).toBe(2);
  });

  test('unknown isotopes and elements are named', () => {
    expect(scatterersOf(crystalOfSpecies('9Li', 'Po', 'O', '9Li'), SEARS, 0)).toEqual({
      ok: false,
      message: 'no neutron scattering length is known of 9Li, Po; of 6Li, 7Li it is',
    });
  });
});

describe('X-rays', () => {
  test('form factor and dispersion of the ion', () => {
    const [iron, oxygen] = found(scatterersOf(crystalOfSpecies('Fe3+', 'O2-'), CU, 0)).scatterers;
    expect(iron!.amplitude.gaussians).toHaveLength(5);
    expect(iron!.amplitude.im).toBeCloseTo(3.2, 1);
    expect(oxygen!.amplitude.im).toBeCloseTo(0.032, 3);
  });

  test('an unknown ion warns, an unknown element has no pattern', () => {
    const { warnings } = found(scatterersOf(crystalOfSpecies('S2-', 'S6+', 'Na+'), CU, 0));
    expect(warnings).toEqual([
      'no form factor of S2- is tabulated; that of S was used',
      'no form factor of S6+ is tabulated; that of S was used',
    ]);
    expect(scatterersOf(crystalOfSpecies('Es', 'O'), CU, 0)).toEqual({
      ok: false,
      message: 'no X-ray form factor is known of Es',
    });
  });

  test('dispersion at the wavelength of a synchrotron, and none where none is wanted', () => {
    const at = (wavelength: number, dispersion: boolean) =>
      found(scatterersOf(crystalOfSpecies('Sr'), { ...CU, wavelength, dispersion }, 0));
    // Henke, Gullikson & Davis (1993): f″ of Sr 1.336 at 0.4139 Å
    expect(at(0.4139, true).scatterers[0]!.amplitude.im).toBeCloseTo(1.336, 1);
    expect(at(0.4139, true).warnings).toEqual([]);
    expect(at(0.4139, false).scatterers[0]!.amplitude.im).toBe(0);
    expect(at(0.15, false).warnings).toEqual([]);
    expect(at(0.769, false).warnings).toEqual([]);
    expect(at(0.769, true).warnings).toHaveLength(1);
  });

  test('a wavelength near an absorption edge warns', () => {
    const { warnings } = found(
      scatterersOf(crystalOfSpecies('Fe', 'O'), { ...CU, wavelength: 1.74 }, 0),
    );
    expect(warnings).toEqual([
      '1.74 Å is near an absorption edge of Fe (1.74331 Å), where f′ and f″ depend on its surroundings',
    ]);
  });

  test('a wavelength without dispersion warns once', () => {
    const { warnings } = found(
      scatterersOf(crystalOfSpecies('Fe', 'O'), { ...CU, wavelength: 0.15 }, 0),
    );
    expect(warnings).toEqual([
      'dispersion is tabulated from 0.2 to 3 Å; f′ = f″ = 0 was used at 0.15 Å',
    ]);
  });
});

test('atoms without a displacement value are counted and get B_iso', () => {
  const crystal = crystalOf(1, cellOf(5, 5, 5), [
    atom('Na', [0, 0, 0]),
    atom('Cl', [0.5, 0.5, 0.5], 0.8 / (8 * Math.PI ** 2)),
  ]);
  const { scatterers, withoutDisplacement } = found(scatterersOf(crystal, SEARS, 0.8));
  expect(withoutDisplacement).toBe(1);
  scatterers[0]!.damping.forEach((coefficient, i) => {
    expect(coefficient).toBeCloseTo(scatterers[1]!.damping[i]!, 14);
  });
});
