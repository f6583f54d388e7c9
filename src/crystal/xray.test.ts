import { describe, expect, test } from 'vitest';
import { csvRows, sharedPath } from '../../test/shared.ts';
import { parseSpecies } from './species.ts';
import { type XrayScatterer, xrayScatterer } from './xray.ts';

const CU = 1.540593;

const named = (text: string, wavelength = CU) => xrayScatterer(parseSpecies(text)!, wavelength);

const f0 = ({ gaussians, c }: XrayScatterer, s: number) =>
  gaussians.reduce((sum, { a, b }) => sum + a * Math.exp(-b * s * s), c);

describe('form factors', () => {
  // International Tables C (1992), table 6.1.1.1: mean atomic scattering factors at sinθ/λ
  test.each([
    ['C', 0, 6],
    ['C', 0.5, 1.685],
    ['O', 0.5, 2.338],
    ['Si', 0.5, 6.24],
    ['Fe', 0.5, 11.47],
  ])('%s at s = %f Å⁻¹', (element, s, electrons) => {
    expect(f0(named(element)!, s)).toBeCloseTo(electrons, 1);
  });

  test.each([
    ['O2-', 10],
    ['Ti4+', 18],
    ['Fe3+', 23],
    ['Na+', 10],
    ['Cl-', 18],
    ['W6+', 68],
  ])('%s has %i electrons', (ion, electrons) => {
    expect(Math.abs(f0(named(ion)!, 0) - electrons)).toBeLessThan(0.04);
    expect(named(ion)).not.toHaveProperty('warning');
  });

  test('isotopes scatter like their element, deuterium like hydrogen', () => {
    expect(named('7Li')).toEqual(named('Li'));
    expect(named('D')).toEqual(named('H'));
  });

  test('an ion without a table scatters like its neutral atom, and says so', () => {
    expect(named('S2-')).toEqual({
      ...named('S'),
      warning: 'no form factor of S2- is tabulated; that of S was used',
    });
    expect(named('D+')?.label).toBe('H');
  });

  test.each(['Es', 'Og'])('%s is unknown', (element) => {
    expect(named(element)).toBeUndefined();
  });
});

describe('dispersion', () => {
  test('an element beyond the table has none, and says so; hydrogen needs none', () => {
    expect(named('Pu')).toMatchObject({
      fPrime: 0,
      warning: 'no dispersion of Pu is tabulated; f′ = f″ = 0 was used',
    });
    expect(named('H')).not.toHaveProperty('warning');
  });

  test('an absorption edge nearby is told', () => {
    expect(named('Zr', 0.6888)?.warning).toMatch(/0.6888 Å is near an absorption edge of Zr/);
    expect(named('Zr', 0.7093)).not.toHaveProperty('warning');
  });
});

const formFactors = sharedPath('reference/xray-form-factors.csv');

test.skipIf(!formFactors)('form factors equal the reference file', () => {
  const rows = csvRows(formFactors!).filter(([label]) => !label!.endsWith('val'));
  for (const [label, , , ...numbers] of rows) {
    const found = named(label!);
    const [a, b] = [0, 5].map((from) => numbers.slice(from, from + 5).map(Number));
    expect(found?.label).toBe(label);
    expect(found?.gaussians).toEqual(a!.map((value, i) => ({ a: value, b: b![i] })));
    expect(found?.c).toBe(Number(numbers[10]));
  }
  expect(rows).toHaveLength(209);
});
