import { describe, expect, test } from 'vitest';
import { ANATASE, atom, cellOf, crystalOf, HALITE, HCP } from '../../test/fixtures/crystals.ts';
import { generatedCrystal } from '../../test/fixtures/generatedCrystals.ts';
import { type LaueClass, operationsFromNumber, spaceGroupType } from '../crystal/index.ts';
import { createRng } from '../random/index.ts';
import { strainForm, strainTerms } from './anisotropicStrain.ts';
import { BT1_GE311 } from './instruments.ts';
import { laueOperations } from './laueOperations.ts';
import { createSimulator } from './simulator.ts';

// Number of S_HKL by Laue class: Stephens (1999), table 1; Popa, J. Appl. Cryst. 31, 176 (1998).
const TERMS: Readonly<Record<LaueClass, number>> = {
  '-1': 15,
  '2/m': 9,
  mmm: 6,
  '4/m': 5,
  '4/mmm': 4,
  '-3': 5,
  '-3m': 4,
  '6/m': 3,
  '6/mmm': 3,
  'm-3': 2,
  'm-3m': 2,
};
const ROTATIONS: Readonly<Record<LaueClass, number>> = {
  '-1': 1,
  '2/m': 2,
  mmm: 4,
  '4/m': 4,
  '4/mmm': 8,
  '-3': 3,
  '-3m': 6,
  '6/m': 6,
  '6/mmm': 12,
  'm-3': 12,
  'm-3m': 24,
};

const generated = (number: number) => {
  const lookup = operationsFromNumber(number);
  if (!lookup.ok) throw new Error(lookup.message);
  return generatedCrystal(number, lookup.operations, createRng(number));
};

test('crystals of all space groups have the rotations and terms of their Laue class', () => {
  for (let number = 1; number <= 230; number++) {
    const crystal = generated(number);
    const { laueClass } = spaceGroupType(number);
    expect([number, laueOperations(crystal).length]).toEqual([number, ROTATIONS[laueClass]]);
    expect([number, strainTerms(crystal).length]).toEqual([number, TERMS[laueClass]]);
  }
});

test('an isotope lowers the symmetry as an element does', () => {
  const lithium = (massNumber: number, position: readonly [number, number, number]) => ({
    ...atom('Li', position),
    species: { element: 'Li', charge: 0, massNumber },
  });
  const sites = [lithium(7, [0.5, 0, 0]), lithium(7, [0, 0.5, 0])];
  const termsOf = (third: number) =>
    strainTerms(crystalOf(123, cellOf(4, 4, 4), [...sites, lithium(third, [0, 0, 0.5])])).length;
  expect(termsOf(6)).toBe(TERMS['4/mmm']);
  expect(termsOf(7)).toBe(TERMS['m-3m']);
});

describe('names', () => {
  // Stephens (1999), table 1; the lists of GSAS-II for monoclinic cells.
  test.each([
    ['cubic', HALITE, 'S400 S220'],
    ['hexagonal', HCP, 'S400 S004 S202'],
    ['tetragonal 4/mmm', ANATASE, 'S400 S004 S220 S202'],
    ['orthorhombic', generated(62), 'S400 S040 S004 S220 S202 S022'],
    ['monoclinic, unique axis b', generated(14), 'S400 S040 S004 S220 S202 S022 S301 S103 S121'],
    ['trigonal -3m1', generated(164), 'S400 S004 S202 S301'],
    ['trigonal -31m', generated(162), 'S400 S004 S202 S211'],
  ])('%s', (_, crystal, names) => {
    expect(strainTerms(crystal).join(' ')).toBe(names);
  });

  test('follow the setting: rhombohedral axes, unique axis c', () => {
    const rhombohedral = crystalOf(166, cellOf(4, 4, 4, [70, 70, 70]), [
      atom('Fe', [0, 0, 0]),
      atom('O', [0.2, 0.2, 0.2]),
      atom('O', [0.8, 0.8, 0.8]),
    ]);
    expect(strainTerms(rhombohedral).join(' ')).toBe('S400 S220 S310 S211');
    const unique = crystalOf(10, cellOf(4, 5, 6, [90, 90, 105]), [
      atom('Fe', [0, 0, 0]),
      atom('O', [0.2, 0.3, 0]),
      atom('O', [-0.2, -0.3, 0]),
    ]);
    const names = 'S400 S040 S004 S220 S202 S022 S310 S130 S112';
    expect(strainTerms(unique).join(' ')).toBe(names);
  });
});

function broadeningOf(crystal: typeof HALITE, coefficients: Readonly<Record<string, number>>) {
  const strain = strainForm(crystal, coefficients);
  if (!strain.ok) throw new Error(strain.message);
  // 1/d² left out: the root of the variance.
  return (h: number, k: number, l: number) => strain.form.broadening(1, h, k, l);
}

test('a cubic variance: S400 (h⁴ + k⁴ + l⁴) + S220 (h²k² + …)', () => {
  const root = broadeningOf(HALITE, { S400: 2, S220: 5 });
  expect(root(1, 2, 3) ** 2).toBeCloseTo(2 * (1 + 16 + 81) + 5 * (4 + 9 + 36), 9);
});

// Stephens (1999): hexagonal S040 = S400, S310 = S130 = 2 S400, S220 = 3 S400, S112 = S202.
test('a hexagonal variance: equivalents 100, 010, 1-10 are alike', () => {
  const root = broadeningOf(HCP, { S400: 2, S004: 7, S202: 3 });
  expect(root(1, 0, 0) ** 2).toBeCloseTo(2, 9);
  expect(root(1, 1, 0) ** 2).toBeCloseTo(2 * 9, 9);
  expect(root(-1, 1, 0) ** 2).toBeCloseTo(2, 9);
  expect(root(1, 0, 1) ** 2).toBeCloseTo(2 + 7 + 3, 9);
});

test('any one of several tied terms may be given', () => {
  const root = broadeningOf(ANATASE, { S040: 3, S022: 4 });
  expect(root(2, 1, 1) ** 2).toBeCloseTo(3 * (16 + 1) + 4 * (4 + 1), 9);
});

test('terms that symmetry forbids or ties are refused with those it leaves', () => {
  for (const coefficients of [{ S310: 1 }, { S400: 1, S040: 1 }]) {
    const strain = strainForm(HALITE, coefficients);
    expect(strain).toMatchObject({ ok: false, message: expect.stringContaining('S400, S220') });
  }
  expect(strainForm(HALITE, { S500: 1 })).toMatchObject({ ok: false });
});

test('a faulty strain is a fault of the crystal, not of the program', () => {
  const simulate = (coefficients: Readonly<Record<string, number>>) => {
    const sample = { stephens: { coefficients, lorentzianShare: 1 } };
    return createSimulator(BT1_GE311, { sample }).simulate(HALITE);
  };
  const strain = (message: string) => ({
    ok: false,
    fault: { kind: 'strain', message: expect.stringContaining(message) },
  });
  expect(simulate({ S301: 1 })).toMatchObject(strain('S301'));
  expect(simulate({ S400: 1e-6, S220: -1e-5 })).toMatchObject(strain('negative variance'));
});

describe('strain that is alike in all directions', () => {
  const a = HALITE.cell.a;
  const epsilon = 0.003;
  // (h² + k² + l²)² / a⁴ is the square of 1/d²: a constant Δ(1/d²)/(1/d²) = 2 Δd/d.
  const S400 = (2 * epsilon) ** 2 / a ** 4;
  const coefficients = { S400, S220: 2 * S400 };
  const patternOf = (sample: object, instrument = BT1_GE311) => {
    const result = createSimulator(instrument, { sample }).simulate(HALITE);
    if (!result.ok) throw new Error(result.fault.message);
    return result.intensity;
  };
  const expectSame = (one: Float64Array, other: Float64Array) => {
    one.forEach((y, i) => {
      expect(Math.abs(y - other[i]!)).toBeLessThan(1e-4);
    });
  };

  test('is isotropic strain when Lorentzian', () => {
    const strained = patternOf({ stephens: { coefficients, lorentzianShare: 1 } });
    expectSame(strained, patternOf({ strain: epsilon }));
  });

  test('adds to U when Gaussian', () => {
    const strained = patternOf({ stephens: { coefficients, lorentzianShare: 0 } });
    const { widths } = BT1_GE311;
    const U = widths.U + ((2 * epsilon * 180) / Math.PI) ** 2;
    expectSame(strained, patternOf({}, { ...BT1_GE311, widths: { ...widths, U } }));
  });
});
