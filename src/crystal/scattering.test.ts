import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedPath } from '../../test/shared.ts';
import { neutronCrossSections, neutronScatterer, scatteringLength } from './scattering.ts';

describe('published values, fm', () => {
  // Sears, Neutron News 3(3), 26 (1992)
  test.each([
    ['H', -3.739],
    ['D', 6.671],
    ['C', 6.646],
    ['O', 5.803],
    ['Si', 4.1491],
    ['Ti', -3.438],
    ['V', -0.3824],
    ['Mn', -3.73],
    ['Nb', 7.054],
    ['Sm', 0.8],
    ['Gd', 6.5],
    ['6Li', 2],
    ['7Li', -2.22],
    ['11B', 6.65],
    ['48Ti', -6.08],
    ['57Fe', 2.3],
    ['62Ni', -8.7],
    ['164Dy', 49.4],
  ])('Sears 1992: %s', (label, b) => {
    expect(scatteringLength(label, 'sears1992')).toBe(b);
  });

  // Rauch & Waschkowski, Neutron Data Booklet (2003), table of the Atominstitut (2008)
  test.each([
    ['H', -3.7409],
    ['D', 6.674],
    ['T', 4.792],
    ['6Li', 2],
    ['Si', 4.15071],
    ['Ti', -3.37],
    ['Mn', -3.75],
    ['57Fe', 2.3],
    ['62Ni', -8.7],
  ])('Rauch & Waschkowski 2003: %s', (label, b) => {
    expect(scatteringLength(label, 'rauch2003')).toBe(b);
  });

  test('vanadium scatters almost incoherently', () => {
    expect(neutronCrossSections('V')).toMatchObject({ incoherent: 5.08, absorption: 5.08 });
  });
});

describe('which value is used', () => {
  test('an element with one stable isotope is that isotope', () => {
    expect(scatteringLength('Al', 'rauch2003')).toBe(scatteringLength('27Al', 'rauch2003'));
  });

  test('a set without a value has none, a scatterer falls back and says so', () => {
    expect(scatteringLength('202Hg', 'sears1992')).toBeUndefined();
    expect(neutronScatterer('202Hg', 'sears1992')).toMatchObject({
      set: 'rauch2003',
      bReal: 11.002,
      warning: '202Hg is not in the set sears1992; its value is from rauch2003',
    });
    expect(scatteringLength('238Pu', 'rauch2003')).toBeUndefined();
    expect(neutronScatterer('238Pu', 'rauch2003')).toMatchObject({
      set: 'sears1992',
      bReal: 14.1,
      warning: '238Pu is not in the set rauch2003; its value is from sears1992',
    });
  });

  test('an ordinary element comes without a warning', () => {
    const silicon = neutronScatterer('Si', 'sears1992');
    expect(silicon).toMatchObject({ label: 'Si', set: 'sears1992', bReal: 4.1491 });
    // −σ_abs/2λ = −0.171·100/(2·179 800) fm
    expect(silicon?.bImag).toBeCloseTo(-4.75528e-5, 10);
    expect(silicon).not.toHaveProperty('warning');
  });

  test.each(['Cd', 'Sm', 'Eu', 'Gd', 'Dy', 'Yb', 'Hg', 'Er', 'Lu', '157Gd'])(
    '%s depends on energy',
    (label) => {
      expect(neutronScatterer(label, 'rauch2003')?.warning).toContain('depends on energy');
    },
  );

  test('the value at the wavelength of the paper is told, where it is known', () => {
    // Lynn & Seeger (1990), interpolated at 2.0775 Å: 3.94 − 13.2i
    expect(neutronScatterer('Gd', 'sears1992')?.warning).toBe(
      'the scattering length of Gd depends on energy; ' +
        'the thermal 6.5 − 13.82i fm (3.943 − 13.22i fm at 2.0775 Å) was used',
    );
  });

  test.each(['Xx', '', 'si', 'Pu'])('no natural scatterer is called "%s"', (label) => {
    expect(neutronScatterer(label, 'rauch2003')).toBeUndefined();
    expect(scatteringLength(label, 'sears1992')).toBeUndefined();
    expect(neutronCrossSections(label)).toBeUndefined();
  });
});

const csv = sharedPath('reference/neutron-scattering-lengths.csv');

test.skipIf(csv === undefined)('the whole table equals the reference file', () => {
  const lines = readFileSync(csv!, 'utf8').trim().split('\n').slice(1);
  for (const line of lines) {
    const cells = line.split(',');
    const label = cells[0]!;
    const number = (i: number) => (cells[i] === '' ? undefined : Number(cells[i]));
    expect(scatteringLength(label, 'rauch2003'), label).toBe(number(7));
    // The file gives the set of Sears for natural elements and D only.
    if (number(22) !== undefined || cells[3] === '') {
      expect(scatteringLength(label, 'sears1992'), label).toBe(number(22));
    }
    expect(neutronCrossSections(label), label).toEqual({
      coherent: number(12),
      incoherent: number(14),
      absorption: number(16),
    });
    if (number(7) === undefined) continue;
    const { bImag } = neutronScatterer(label, 'rauch2003')!;
    expect(Math.abs(bImag - number(10)!), label).toBeLessThanOrEqual(1e-5 * Math.abs(bImag));
    if (cells[4] === 'yes') {
      expect(scatteringLength(cells[1]!, 'rauch2003')).toBe(number(7));
      if (number(22) !== undefined) {
        expect(scatteringLength(cells[1]!, 'sears1992')).toBe(number(22));
      }
    }
  }
  expect(lines).toHaveLength(363);
});

test.skipIf(csv === undefined)('isotopes of Sears (1992) add up to the natural elements', () => {
  const natural = new Map<string, { share: number; b: number }>();
  for (const line of readFileSync(csv!, 'utf8').trim().split('\n').slice(1)) {
    const [label, symbol, , massNumber, , abundance] = line.split(',');
    const b = scatteringLength(label!, 'sears1992');
    if (massNumber === '' || abundance === '' || b === undefined) continue;
    const { share, b: sum } = natural.get(symbol!) ?? { share: 0, b: 0 };
    const w = Number(abundance) / 100;
    natural.set(symbol!, { share: share + w, b: sum + w * b });
  }
  const complete = [...natural].filter(([, { share }]) => share > 0.99);
  expect(complete).toHaveLength(78);
  for (const [symbol, { b }] of complete) {
    const expected = scatteringLength(symbol, 'sears1992')!;
    // Isotopes of rare earths are known to two digits.
    expect(Math.abs(b - expected), symbol).toBeLessThan(0.15 + 0.02 * Math.abs(expected));
  }
});
