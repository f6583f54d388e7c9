import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dFromTwoTheta, lorentzFactor, polarisationFactor, twoThetaFromD } from './angles.ts';

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

const laboratory = (monochromatorTwoTheta: number) =>
  ({ kind: 'laboratory', monochromatorTwoTheta }) as const;
const twoThetas = fc.double({ min: 0, max: 180, noNaN: true });

test('unpolarised X-rays: (1 + cos²2θ)/2', () => {
  expect(polarisationFactor(laboratory(0), 90)).toBeCloseTo(0.5, 12);
  expect(polarisationFactor(laboratory(0), 60)).toBeCloseTo(0.625, 12);
});

test('a graphite monochromator at 2θ = 26.6° polarises a little', () => {
  // cos²26.6° = 0.79951 by hand.
  expect(polarisationFactor(laboratory(26.6), 90)).toBeCloseTo(1 / 1.79951, 5);
  expect(polarisationFactor(laboratory(26.6), 45)).toBeCloseTo((1 + 0.79951 / 2) / 1.79951, 5);
});

test('a synchrotron beam, polarised across the plane of scattering, loses next to nothing', () => {
  const beam = { kind: 'synchrotron', horizontal: 0.95 } as const;
  expect(polarisationFactor(beam, 90)).toBeCloseTo(0.95, 12);
  expect(polarisationFactor({ ...beam, horizontal: 1 }, 90)).toBe(1);
});

test('half and half polarised is unpolarised, and neutrons have no polarisation factor', () => {
  fc.assert(
    fc.property(twoThetas, (twoTheta) => {
      const half = polarisationFactor({ kind: 'synchrotron', horizontal: 0.5 }, twoTheta);
      expect(half).toBeCloseTo(polarisationFactor(laboratory(0), twoTheta), 12);
      expect(polarisationFactor({ kind: 'none' }, twoTheta)).toBe(1);
    }),
  );
});
