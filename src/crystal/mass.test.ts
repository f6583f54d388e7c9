import { expect, test } from 'vitest';
import { atom, cellOf, crystalOf, HALITE } from '../../test/fixtures/crystals.ts';
import { atomicMass, cellMass, crystalDensity } from './mass.ts';
import { ELEMENTS } from './species.ts';

test('every element up to californium has a mass that grows with few exceptions', () => {
  const known = [...ELEMENTS].slice(0, 100);
  const masses = known.map((element) => atomicMass({ element, charge: 0 }));
  expect(known.at(-1)).toBe('Cf');
  const falls = known.filter((_, i) => i > 0 && masses[i]! < masses[i - 1]!);
  // Tellurium before iodine and the other inversions of the periodic table.
  expect(falls).toEqual(['K', 'Ni', 'I', 'Pa', 'Np', 'Am']);
});

test('an isotope weighs its mass number, deuterium twice as much as hydrogen', () => {
  expect(atomicMass({ element: 'Li', charge: 1, massNumber: 7 })).toBe(7);
  expect(atomicMass({ element: 'D', charge: 0 })).toBe(2.0141);
});

test('an element without a mass is refused', () => {
  expect(() => atomicMass({ element: 'Og', charge: 0 })).toThrow(/Og/);
});

const IRON = crystalOf(229, cellOf(2.8665, 2.8665, 2.8665), [
  atom('Fe', [0, 0, 0]),
  atom('Fe', [0.5, 0.5, 0.5]),
]);

// CRC Handbook of Chemistry and Physics: densities at room temperature, g/cm³.
test.each([
  ['NaCl', HALITE, 2.165],
  ['iron', IRON, 7.874],
] as const)('density of %s', (_, crystal, density) => {
  expect(Math.abs(crystalDensity(crystal) / density - 1)).toBeLessThan(1e-3);
});

test('an occupancy of a half weighs half', () => {
  const full = crystalOf(221, cellOf(4, 4, 4), [atom('Fe', [0, 0, 0])]);
  const half = { ...full, sites: [{ ...full.sites[0]!, occupancy: 0.5 }] };
  expect(cellMass(half)).toBe(55.845 / 2);
});
