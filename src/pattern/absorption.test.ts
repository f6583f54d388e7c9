import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atom, cellOf, crystalOf, HALITE } from '../../test/fixtures/crystals.ts';
import { attenuationOf, cylinderTransmission } from './absorption.ts';

const muR = fc.double({ min: 0.01, max: 5, noNaN: true });

/** Midpoints across the beam, the height over the axis as sine of the running angle. */
function mean(f: (height: number) => number): number {
  const n = 20_000;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const angle = ((i + 0.5) / n - 0.5) * Math.PI;
    sum += (f(Math.sin(angle)) * Math.cos(angle) * Math.PI) / n;
  }
  return sum / Math.PI;
}

test('forward, every ray goes through all of its chord', () => {
  fc.assert(
    fc.property(muR, (m) => {
      // A chord at height y has the length 2√(1 − y²), along all of which rays are scattered.
      const expected = mean((y) => {
        const chord = 2 * Math.sqrt(1 - y * y);
        return chord * Math.exp(-m * chord);
      });
      expect(Math.abs(cylinderTransmission(m)(0) / expected - 1)).toBeLessThan(1e-3);
    }),
    { numRuns: 20 },
  );
});

test('backward, every ray comes back the way it went in', () => {
  fc.assert(
    fc.property(muR, (m) => {
      const expected = mean((y) => (1 - Math.exp(-4 * m * Math.sqrt(1 - y * y))) / (2 * m));
      expect(Math.abs(cylinderTransmission(m)(180) / expected - 1)).toBeLessThan(2e-4);
    }),
    { numRuns: 20 },
  );
});

// 1/A by scipy's adaptive double integration of the same mean.
test.each([
  [0.1, [1.18432, 1.18367, 1.1818, 1.17954, 1.17848]],
  [1, [5.09098, 4.75574, 4.10228, 3.58611, 3.38875]],
  [2, [21.4363, 15.6487, 9.92209, 7.23892, 6.38931]],
  [5, [363.044, 83.9889, 32.7877, 19.4592, 15.7476]],
])('at µR = %d for 2θ = 0, 45 … 180 degrees', (m, corrections) => {
  const transmission = cylinderTransmission(m);
  corrections.forEach((correction, i) => {
    expect(Math.abs(transmission(45 * i) * correction - 1)).toBeLessThan(m > 2 ? 2e-4 : 2e-5);
  });
});

// Hewat, Acta Cryst. A35, 248 (1979): ln A = −(1.7133 − 0.0368 sin²θ) µR + (0.0927 + 0.375 sin²θ) µR²
test.each([10, 60, 90, 140])('the published approximation for µR < 1, at 2θ = %d°', (twoTheta) => {
  const sin2 = Math.sin((twoTheta * Math.PI) / 360) ** 2;
  for (const m of [0.1, 0.3, 0.6, 0.9]) {
    const hewat = -(1.7133 - 0.0368 * sin2) * m + (0.0927 + 0.375 * sin2) * m * m;
    expect(Math.abs(Math.log(cylinderTransmission(m)(twoTheta)) - hewat)).toBeLessThan(0.012);
  }
});

test('less comes out of small angles, and nothing is lost without absorption', () => {
  const transmission = cylinderTransmission(1.5);
  const values = [0, 40, 80, 120, 180].map(transmission);
  values.forEach((value, i) => {
    if (i > 0) expect(value).toBeGreaterThan(values[i - 1]!);
  });
  expect(cylinderTransmission(0)(50)).toBe(1);
});

test.each([-1, 10.5, Number.NaN])('µR = %d is refused', (m) => {
  expect(() => cylinderTransmission(m)).toThrow(/between 0 and 10/);
});

describe('attenuation', () => {
  // σ of vanadium: absorption 5.08 at 1.798 Å, coherent 0.0184, incoherent 5.08 barn; 2 in 27.65 Å³
  test('of neutrons: absorption and scattering', () => {
    const vanadium = crystalOf(229, cellOf(3.024, 3.024, 3.024), [
      atom('V', [0, 0, 0]),
      atom('V', [0.5, 0.5, 0.5]),
    ]);
    const { perCentimetre } = attenuationOf(vanadium, 'neutron', 1.798);
    expect(perCentimetre).toBeCloseTo((2 * (5.08 + 0.0184 + 5.08)) / 3.024 ** 3, 3);
  });

  test('of X-rays: a crystal of salt takes a hundred times as much of them', () => {
    const [neutron, xray] = [
      attenuationOf(HALITE, 'neutron', 1.54),
      attenuationOf(HALITE, 'x-ray', 1.54),
    ];
    expect(neutron.perCentimetre).toBeLessThan(2);
    expect(xray.perCentimetre).toBeGreaterThan(100);
    expect(attenuationOf(HALITE, 'x-ray', 0.1).unknown).toEqual(['Na', 'Cl']);
  });
});
