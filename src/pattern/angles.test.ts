import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dFromTwoTheta, lorentzFactor, twoThetaFromD } from './angles.ts';

const spacing = fc.double({ min: 1.04, max: 60, noNaN: true });

test('spacing and angle are inverse to each other', () => {
  fc.assert(
    fc.property(spacing, (d) => {
      expect(dFromTwoTheta(twoThetaFromD(d, 2.0775), 2.0775) / d).toBeCloseTo(1, 10);
    }),
  );
});

test('111 of NaCl, a = 5.6402 Å, at 2.0775 Å', () => {
  // Bragg's law by hand: sin θ = 2.0775 √3 / (2 · 5.6402)
  expect(twoThetaFromD(5.6402 / Math.sqrt(3), 2.0775)).toBeCloseTo(37.203719, 6);
});

test('no angle reaches less than half the wavelength', () => {
  expect(twoThetaFromD(1, 2.0775)).toBeNaN();
});

test('Lorentz factor at 2θ = 60° and 90°', () => {
  expect(lorentzFactor(60)).toBeCloseTo(4 / (Math.sqrt(3) / 2), 12);
  expect(lorentzFactor(90)).toBeCloseTo(2 * Math.SQRT2, 12);
});
