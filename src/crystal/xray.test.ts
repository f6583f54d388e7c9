import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedPath } from '../../test/shared.ts';
import { parseSpecies } from './species.ts';
import { dispersionLine, type XrayScatterer, xrayScatterer } from './xray.ts';

const CU = 1.540593;
const MO = 0.709319;

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
  // Cromer & Liberman (1981) as tabulated in International Tables C (1992), 4.2.6.8: Cu Kα1, Mo Kα1
  test.each([
    ['Si', CU, 0.2541, 0.3302],
    ['Fe', CU, -1.1336, 3.1974],
    ['Fe', MO, 0.3463, 0.8444],
    ['O', CU, 0.0492, 0.0322],
  ])('%s at %f Å', (element, wavelength, fPrime, fDoublePrime) => {
    const found = named(element, wavelength)!;
    expect(Math.abs(found.fPrime - fPrime)).toBeLessThan(0.06);
    expect(Math.abs(found.fDoublePrime - fDoublePrime)).toBeLessThan(0.02);
  });

  test.each([
    [1.5406, 'Cu'],
    [1.54439, 'Cu'],
    [1.541874, 'Cu'],
    [0.7107, 'Mo'],
    [1.79285, 'Co'],
    [0.5608, 'Ag'],
    [1.55, undefined],
    [0.4139, undefined],
    [2.2897, undefined],
  ])('%f Å belongs to the line of %s', (wavelength, line) => {
    expect(dispersionLine(wavelength)).toBe(line);
  });

  test('elsewhere it is 0', () => {
    expect(named('Fe', 0.4139)).toMatchObject({ fPrime: 0, fDoublePrime: 0 });
  });

  test('an element beyond the table has none, and says so; hydrogen needs none', () => {
    expect(named('Pu')).toMatchObject({
      fPrime: 0,
      warning: 'no dispersion of Pu is tabulated; f′ = f″ = 0 was used',
    });
    expect(named('H')).not.toHaveProperty('warning');
  });
});

const formFactors = sharedPath('reference/xray-form-factors.csv');
const dispersion = sharedPath('reference/xray-dispersion.csv');
const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

test.skipIf(!formFactors)('form factors equal the reference file', () => {
  const rows = rowsOf(formFactors!).filter(([label]) => !label!.endsWith('val'));
  for (const [label, , , ...numbers] of rows) {
    const found = named(label!);
    const [a, b] = [0, 5].map((from) => numbers.slice(from, from + 5).map(Number));
    expect(found?.label).toBe(label);
    expect(found?.gaussians).toEqual(a!.map((value, i) => ({ a: value, b: b![i] })));
    expect(found?.c).toBe(Number(numbers[10]));
  }
  expect(rows).toHaveLength(209);
});

test.skipIf(!dispersion)('dispersion equals the reference file', () => {
  const lines = [CU, MO, 1.788996, 0.559422];
  for (const [element, , ...numbers] of rowsOf(dispersion!)) {
    lines.forEach((wavelength, i) => {
      const { fPrime, fDoublePrime } = named(element!, wavelength)!;
      expect([fPrime, fDoublePrime]).toEqual(numbers.slice(2 * i, 2 * i + 2).map(Number));
    });
  }
});
