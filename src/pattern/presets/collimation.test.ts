import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gaussianSquare } from '../peakShape.ts';
import { widthsFromCollimation } from './collimation.ts';

// With all four divergences α and D = 6α²: U t² = 12/6 α², V t = −12/6 α², W = 11/6 α².
test('equal divergences', () => {
  const same = { alpha1: 60, alpha2: 60, alpha3: 60, mosaic: 60, takeOff: 90 };
  const { U, V, W } = widthsFromCollimation(same);
  expect(U).toBeCloseTo(2, 12);
  expect(V).toBeCloseTo(-2, 12);
  expect(W).toBeCloseTo(11 / 6, 12);
});

// With β = 0 and α₃ = 0: U t² = 4α²/2, V t = −4α²/2, W = α²/2, a parabola about tanθ = tanθ_M/2.
test('without mosaic spread, peaks at the take-off angle are as wide as at 0', () => {
  const widths = widthsFromCollimation({
    alpha1: 20,
    alpha2: 20,
    alpha3: 0,
    mosaic: 0,
    takeOff: 100,
  });
  expect(gaussianSquare(widths, 100)).toBeCloseTo(gaussianSquare(widths, 0), 12);
  expect(gaussianSquare(widths, 0)).toBeCloseTo((20 / 60) ** 2 / 2, 12);
});

// 15′, 20′, 7′ and a mosaic spread of 25′ reproduce the published widths of BT-1's Cu(311).
test.each([
  [20, 0.274],
  [60, 0.222],
  [100, 0.303],
])('BT-1 Cu(311) at %d°: %d°', (twoTheta, fwhm) => {
  const bt1 = { alpha1: 15, alpha2: 20, alpha3: 7, mosaic: 25, takeOff: 90.25 };
  const derived = Math.sqrt(gaussianSquare(widthsFromCollimation(bt1), twoTheta));
  expect(Math.abs(derived / fwhm - 1)).toBeLessThan(0.06);
});

test('no collimation gives a width that is not real', () => {
  const minutes = fc.double({ min: 1, max: 120, noNaN: true });
  const degrees = fc.double({ min: 5, max: 170, noNaN: true });
  fc.assert(
    fc.property(minutes, minutes, minutes, minutes, degrees, degrees, (...given) => {
      const [alpha1, alpha2, alpha3, mosaic, takeOff, angle] = given;
      const widths = widthsFromCollimation({ alpha1, alpha2, alpha3, mosaic, takeOff });
      expect(gaussianSquare(widths, angle)).toBeGreaterThanOrEqual(0);
    }),
  );
});
