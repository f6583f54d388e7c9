import { describe, expect, test } from 'vitest';
import { atom, cellOf, crystalOf, HALITE } from '../../test/fixtures/crystals.ts';
import { neutronCrossSectionsOf, xrayAbsorptionOf } from './crossSections.ts';
import { crystalDensity } from './mass.ts';
import { parseSpecies } from './species.ts';

// A cell of the density of water: 1 g/cm³ is one molecule in 29.915 Å³ (18.0153 g/mol).
const edge = Math.cbrt(29.915);
const water = crystalOf(1, cellOf(edge, edge, edge), [
  atom('O', [0, 0, 0]),
  atom('H', [0.3, 0, 0]),
  atom('H', [0, 0.3, 0]),
]);

test('water', () => {
  const { absorption, coherent, incoherent, unknown } = neutronCrossSectionsOf(water, 1.798);
  // By hand from σ of H and O, barn: absorption 0.3326 and 0.0002, coherent 1.7568 and 4.232,
  // incoherent 80.26 and 0; (2σ_H + σ_O) / 29.915 Å³
  expect(absorption).toBeCloseTo(0.0222, 4);
  expect(coherent).toBeCloseTo(0.259, 3);
  expect(incoherent).toBeCloseTo(5.366, 3);
  expect(unknown).toEqual([]);
});

test('absorption grows with the wavelength, scattering does not', () => {
  const [short, long] = [1, 2].map((wavelength) => neutronCrossSectionsOf(water, wavelength));
  expect(long!.absorption).toBeCloseTo(2 * short!.absorption, 12);
  expect(long!.incoherent).toBe(short!.incoherent);
});

test('deuterium takes most of the background away, partial occupancy its share', () => {
  const heavy = { ...water, sites: water.sites.map((s) => ({ ...s })) };
  heavy.sites = water.sites.map((site) =>
    site.species.element === 'H' ? { ...site, species: parseSpecies('2H')! } : site,
  );
  const level = (crystal: typeof water) => neutronCrossSectionsOf(crystal, 1.5).incoherentLevel;
  // σ_inc of H and D: 80.26 and 2.05 barn; of O 0.0008
  expect(level(water) / level(heavy)).toBeCloseTo(80.26 / 2.05, 1);
  const half = water.sites.map((site) => ({ ...site, occupancy: 0.5 }));
  expect(level({ ...water, sites: half })).toBeCloseTo(level(water) / 2, 9);
});

test('what nobody has measured is named', () => {
  const crystal = crystalOf(221, cellOf(3.35, 3.35, 3.35), [atom('Po', [0, 0, 0])]);
  expect(neutronCrossSectionsOf(crystal, 1.5)).toMatchObject({ incoherent: 0, unknown: ['Po'] });
});

test('misuse is refused', () => {
  expect(() => neutronCrossSectionsOf(water, 0)).toThrow(RangeError);
});

describe('X-rays', () => {
  // Henke, Gullikson & Davis (1993), as in periodictable 1.6.0: 4πβ/λ at 1 g/cm³, cm⁻¹.
  test.each([
    ['silicon', 8, 'Si', 5.4309, 1.540593, 60.4936],
    ['copper', 4, 'Cu', 3.6149, 1.540593, 50.0024],
    ['copper', 4, 'Cu', 3.6149, 0.709319, 48.6798],
    ['iron', 2, 'Fe', 2.8665, 1.540593, 300.463],
  ])('%s absorbs as published', (_, count, element, a, wavelength, published) => {
    const sites = Array.from({ length: count }, (_, i) => atom(element, [i / 9, 0, 0]));
    const crystal = crystalOf(225, cellOf(a, a, a), sites);
    const { absorption, unknown } = xrayAbsorptionOf(crystal, wavelength);
    expect(Math.abs(absorption / crystalDensity(crystal) / published - 1)).toBeLessThan(0.05);
    expect(unknown).toEqual([]);
  });

  test('by the formula: NaCl at Cu Kα1', () => {
    // 2 r_e λ Σ f″ / V with f″ = 0.1239 and 0.7018, four of each in 179.43 Å³
    const expected = (2 * 2.8179403e-5 * 1.540593 * 4 * (0.1239 + 0.7018) * 1e8) / 5.6402 ** 3;
    expect(xrayAbsorptionOf(HALITE, 1.540593).absorption).toBeCloseTo(expected, 6);
  });

  test('what is unknown is named; hydrogen is transparent', () => {
    expect(xrayAbsorptionOf(water, 1.5406).unknown).toEqual([]);
    expect(xrayAbsorptionOf(HALITE, 0.1)).toEqual({ absorption: 0, unknown: ['Na', 'Cl'] });
    expect(() => xrayAbsorptionOf(water, -1)).toThrow(RangeError);
  });
});
