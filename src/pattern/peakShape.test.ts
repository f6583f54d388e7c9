import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BT1_GE311 } from './instruments.ts';
import { cutoffDistance, peakShape, pseudoVoigt, shapeOfWidths } from './peakShape.ts';

const shape = fc.record({
  fwhm: fc.double({ min: 0.01, max: 5, noNaN: true }),
  eta: fc.double({ min: 0, max: 1, noNaN: true }),
});

// FWHM and η of the fitted instrument, to the printed digits (`BT1_GE311.source`).
test.each([
  [10, 0.0822, 0.662],
  [20, 0.1268, 0.47],
  [40, 0.2274, 0.298],
  [60, 0.3446, 0.224],
  [80, 0.4898, 0.184],
  [100, 0.687, 0.161],
  [120, 0.9907, 0.146],
  [140, 1.5639, 0.137],
  [150, 2.1208, 0.134],
])('width and mixing at 2θ = %d°', (twoTheta, fwhm, eta) => {
  const shape = peakShape(BT1_GE311.widths, twoTheta);
  expect(Math.abs(shape.fwhm - fwhm)).toBeLessThan(1e-4);
  expect(Math.abs(shape.eta - eta)).toBeLessThan(6e-4);
});

// Distance of the cut-off edge in FWHM, same source.
test.each([
  [10, 11.9],
  [20, 9.7],
  [35, 7.9],
  [60, 6.4],
  [110, 5.2],
  [147, 4.9],
])('a thousandth of the maximum at 2θ = %d°', (twoTheta, widths) => {
  const shape = peakShape(BT1_GE311.widths, twoTheta);
  expect(Math.abs(cutoffDistance(shape, 0.001) / shape.fwhm - widths)).toBeLessThan(0.06);
});

test('no Lorentzian part: the Caglioti width', () => {
  const { fwhm, eta } = peakShape({ U: 0.3, V: -0.2, W: 0.1, X: 0, Y: 0, Z: 0 }, 90);
  expect(fwhm).toBeCloseTo(Math.sqrt(0.2), 12);
  expect(eta).toBe(0);
});

test('no Gaussian part: the Lorentzian width', () => {
  const { fwhm, eta } = peakShape({ U: 0, V: 0, W: 0, X: 0.1, Y: 0, Z: 0 }, 90);
  expect(fwhm).toBeCloseTo(0.1, 12);
  expect(eta).toBeCloseTo(1, 12);
});

test('Z is a Lorentzian width that stays the same', () => {
  for (const twoTheta of [10, 90, 150]) {
    const { fwhm } = peakShape({ U: 0, V: 0, W: 0, X: 0, Y: 0, Z: 0.2 }, twoTheta);
    expect(fwhm).toBeCloseTo(0.2, 12);
  }
});

/** FWHM of the convolution of a Gaussian of width g and a Lorentzian of width l, by quadrature. */
function voigtWidth(g: number, l: number): number {
  const sigma = g / Math.sqrt(8 * Math.LN2);
  const n = 2000;
  const height = (x: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const t = 8 * ((2 * (i + 0.5)) / n - 1);
      sum += Math.exp((-t * t) / 2) / ((x - t * sigma) ** 2 + (l * l) / 4);
    }
    return sum;
  };
  const half = height(0) / 2;
  let [low, high] = [0, g + l];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (height(middle) > half) low = middle;
    else high = middle;
  }
  return 2 * low;
}

// Thompson, Cox & Hastings (1987) fitted their polynomial to Voigt functions.
test.each([
  [1, 0.1],
  [1, 0.3],
  [1, 1],
  [0.5, 1],
  [0.2, 1],
])('Γ_G = %d and Γ_L = %d: the width of the Voigt function to 0.4 %%', (g, l) => {
  expect(Math.abs(shapeOfWidths(g, l).fwhm / voigtWidth(g, l) - 1)).toBeLessThan(4e-3);
});

test('half the maximum lies half a width from the centre', () => {
  fc.assert(
    fc.property(shape, (s) => {
      expect(pseudoVoigt(s, s.fwhm / 2) / pseudoVoigt(s, 0)).toBeCloseTo(0.5, 12);
    }),
  );
});

test('unit area', () => {
  fc.assert(
    fc.property(shape, (s) => {
      // x = tan(φ) Γ/2 takes the whole axis to a finite interval, on which the midpoints converge.
      const n = 2000;
      let area = 0;
      for (let i = 0; i < n; i++) {
        const phi = Math.PI * ((i + 0.5) / n - 0.5);
        area += ((pseudoVoigt(s, (Math.tan(phi) * s.fwhm) / 2) * s.fwhm) / 2) * Math.cos(phi) ** -2;
      }
      expect((area * Math.PI) / n).toBeCloseTo(1, 9);
    }),
    { numRuns: 20 },
  );
});

test('the cut-off distance is where the profile has fallen to its share', () => {
  fc.assert(
    fc.property(shape, fc.double({ min: 1e-5, max: 0.9, noNaN: true }), (s, share) => {
      const height = pseudoVoigt(s, cutoffDistance(s, share));
      expect(height / pseudoVoigt(s, 0) / share).toBeCloseTo(1, 9);
    }),
  );
  expect(cutoffDistance({ fwhm: 1, eta: 0.5 }, 0)).toBe(Number.POSITIVE_INFINITY);
});
