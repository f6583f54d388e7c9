import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widthsFromGsas } from './gsasWidths.ts';
import { gaussianSquare, lorentzianWidth } from './peakShape.ts';

// GSAS-II, GSASIIpwd.getWidthsCW: “sig: Gaussian peak variance in centideg^2; gam: Lorentzian peak
// width in centidegrees”; σ² = U tan²θ + V tanθ + W, gam = Z + X/cosθ + Y tanθ.
test('a variance of W = 10000 (0.01°)² is σ = 1°, a FWHM of √(8 ln 2) degrees', () => {
  const widths = widthsFromGsas({ W: 1e4 });
  expect(Math.sqrt(gaussianSquare(widths, 30))).toBeCloseTo(2.354820045, 9);
});

test('X belongs to 1/cosθ and Y to tanθ, the other way round than here', () => {
  expect(widthsFromGsas({ X: 1, Y: 2, Z: 3 })).toMatchObject({ X: 0.02, Y: 0.01, Z: 0.03 });
});

// Widths at half height of corundum at BT-1, Cu(311), λ = 1.5402 Å, in NIST's pdCIF ALUMINA.cif
// (rowlesmr/pdCIFplotter, data), against BT1.prm of the GSAS-II tutorial “Simulation”.
test.each([
  [43.3, 0.236],
  [57.45, 0.224],
  [68.15, 0.228],
  [84.3, 0.247],
  [116, 0.454],
  [142.1, 0.86],
])('BT-1 at %d°: a measured FWHM of %d° within 8 %%', (twoTheta, measured) => {
  const widths = widthsFromGsas({ U: 239.7, V: -298.2, W: 180.8 });
  expect(Math.sqrt(gaussianSquare(widths, twoTheta)) / measured).toBeGreaterThan(0.92);
  expect(Math.sqrt(gaussianSquare(widths, twoTheta)) / measured).toBeLessThan(1.08);
});

test('widths follow the formulas of GSAS at any angle', () => {
  const coefficient = fc.double({ min: -500, max: 500, noNaN: true });
  const angle = fc.double({ min: 1, max: 170, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(...Array.from({ length: 7 }, () => coefficient)), angle, (all, angle) => {
      const [U, V, W, P, X, Y, Z] = all as [number, number, number, number, number, number, number];
      const theta = ((angle / 2) * Math.PI) / 180;
      const [tan, cos] = [Math.tan(theta), Math.cos(theta)];
      const variance = U * tan * tan + V * tan + W + P / (cos * cos);
      const widths = widthsFromGsas({ U, V, W, P, X, Y, Z });
      const scale = 1e-9 * (1 + tan * tan);
      expect(Math.abs(gaussianSquare(widths, angle) - variance * 8 * Math.LN2 * 1e-4)).toBeLessThan(
        scale,
      );
      expect(Math.abs(lorentzianWidth(widths, angle) - (X / cos + Y * tan + Z) / 100)).toBeLessThan(
        scale,
      );
    }),
  );
});
