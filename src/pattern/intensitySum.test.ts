import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atom, cellOf, crystalOf } from '../../test/fixtures/crystals.ts';
import { reciprocalMetric } from '../crystal/index.ts';
import { IntensitySum } from './intensitySum.ts';
import { evaluateForm, inverseSquareForm } from './quadraticForm.ts';
import { type Beam, scatterersOf } from './scatterers.ts';
import { structureFactor } from './structureFactor.ts';

const NEUTRONS: Beam = { radiation: 'neutron', wavelength: 1.5, scatteringLengths: 'sears1992' };

const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
const position = fc.tuple(coordinate, coordinate, coordinate);
const site = fc
  .tuple(fc.constantFrom('B', 'Gd', 'O', 'Fe'), position, fc.constantFrom(undefined, 0.01, 0.03))
  .map(([element, xyz, u]) => atom(element, xyz, u));
const angle = fc.double({ min: 70, max: 110, noNaN: true });
const crystals = fc
  .tuple(fc.tuple(angle, angle, angle), fc.array(site, { minLength: 1, maxLength: 6 }))
  .map(([angles, sites]) => crystalOf(1, cellOf(4, 5, 6, angles), sites));

test.each([
  ['neutrons, real lengths', { ...NEUTRONS, realLengths: true }],
  ['neutrons, complex lengths', NEUTRONS],
  ['X-rays with dispersion', { ...NEUTRONS, radiation: 'x-ray', wavelength: 1.540593 }],
  ['X-rays without', { ...NEUTRONS, radiation: 'x-ray', wavelength: 1 }],
] as const)('is the mean |F|² of Friedel mates: %s', (_, beam) => {
  // One instance for all: what an earlier crystal has left must not matter.
  const sum = new IntensitySum();
  fc.assert(
    fc.property(crystals, (crystal) => {
      const result = scatterersOf(crystal, beam, 0.5);
      if (!result.ok) throw new Error(result.message);
      const q2 = inverseSquareForm(reciprocalMetric(crystal.cell));
      const square = (h: number, k: number, l: number) => {
        const s2 = evaluateForm(q2, h, k, l) / 4;
        const { re, im } = structureFactor(result.scatterers, h, k, l, s2);
        return re * re + im * im;
      };
      const add = (_: number, F2: number, h: number, k: number, l: number) => {
        const mean = (square(h, k, l) + square(-h, -k, -l)) / 2;
        expect(Math.abs(F2 - mean)).toBeLessThan(1e-10 * limit);
      };
      const atoms = result.scatterers;
      const limit = square(0, 0, 0) + 1e4 * atoms.length;
      const { count } = sum.run(crystal.cell, atoms, { q2Min: 0, q2Max: 0.6, add });
      expect(count).toBeGreaterThan(50);
    }),
    { numRuns: 25 },
  );
});

test('Friedel mates differ where an amplitude is complex', () => {
  const crystal = crystalOf(1, cellOf(4, 5, 6), [
    atom('Fe', [0, 0, 0]),
    atom('O', [0.2, 0.3, 0.1]),
  ]);
  const result = scatterersOf(crystal, { ...NEUTRONS, radiation: 'x-ray', wavelength: 1.5406 }, 0);
  if (!result.ok) throw new Error(result.message);
  const [plus, minus] = [1, -1].map((sign) => {
    const { re, im } = structureFactor(result.scatterers, sign, sign, sign, 0.03);
    return re * re + im * im;
  });
  expect(Math.abs(plus! / minus! - 1)).toBeGreaterThan(0.1);
});
