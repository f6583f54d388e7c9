import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PeakShape, pseudoVoigt } from '../pattern/index.ts';
import { etaOf, missingShape } from './missingShape.ts';

const STEP = 0.01;
const REACH = 2000;

/** Full width at half maximum of the numerical convolution of two shapes, degrees. */
function widthOfConvolution(a: PeakShape, b: PeakShape): number {
  const at = (x: number) => {
    let sum = 0;
    for (let i = -REACH; i <= REACH; i++) {
      sum += pseudoVoigt(a, i * STEP) * pseudoVoigt(b, x - i * STEP);
    }
    return sum;
  };
  const half = at(0) / 2;
  let [low, high] = [0, 5];
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (at(middle) > half) low = middle;
    else high = middle;
  }
  return low + high;
}

describe('the shape that is missing', () => {
  test('brings a peak to the width of the target within 2 %', () => {
    const eta = fc.double({ min: 0, max: 0.9, noNaN: true });
    const share = fc.double({ min: 0.15, max: 0.85, noNaN: true });
    fc.assert(
      fc.property(eta, eta, share, (ownEta, targetEta, fwhm) => {
        const own = { fwhm, eta: ownEta };
        const missing = missingShape(own, { fwhm: 1, eta: targetEta })!;
        fc.pre(missing.fwhm > 5 * STEP);
        expect(Math.abs(widthOfConvolution(own, missing) - 1)).toBeLessThan(0.02);
      }),
      { numRuns: 20 },
    );
  });
  test('of Gaussians is the difference of squares', () => {
    const missing = missingShape({ fwhm: 3, eta: 0 }, { fwhm: 5, eta: 0 })!;
    expect(missing.fwhm).toBeCloseTo(4, 10);
    expect(missing.eta).toBe(0);
  });
  test('is none where a peak is as wide', () => {
    expect(missingShape({ fwhm: 1, eta: 0.3 }, { fwhm: 1, eta: 0 })).toBeUndefined();
    expect(missingShape({ fwhm: 1.2, eta: 0 }, { fwhm: 1, eta: 1 })).toBeUndefined();
  });
});

test('the Lorentzian share from the width at a quarter of the height', () => {
  // Half widths at a quarter over those at half: √2 of a Gaussian, √3 of a Lorentzian.
  expect(etaOf(Math.SQRT2)).toBeCloseTo(0, 5);
  expect(etaOf(Math.sqrt(3))).toBeCloseTo(1, 5);
  const shape = { fwhm: 2, eta: 0.4 };
  let x = 1;
  while (pseudoVoigt(shape, x) > pseudoVoigt(shape, 0) / 4) x += 1e-5;
  expect(etaOf(x)).toBeCloseTo(0.4, 3);
});
