import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Caglioti, fitResolution, type MeasuredWidth, widthAt } from './resolution.ts';

// A high-resolution neutron diffractometer, sharpest at tan θ = −V / 2U = 1; degrees².
const HIGH_RESOLUTION: Caglioti = [0.12, -0.24, 0.18];

const peaksOf = (curve: Caglioti, tangents: readonly number[]): MeasuredWidth[] =>
  tangents.map((tangent) => ({ tangent, fwhm: widthAt(curve, tangent) }));
const even = (count: number) => Array.from({ length: count }, (_, i) => 0.1 + (2.4 * i) / count);

describe('fitting a resolution curve', () => {
  test('finds the curve that widths lie on', () => {
    const u = fc.double({ min: 0.01, max: 1, noNaN: true });
    const waist = fc.double({ min: 0, max: 1.5, noNaN: true });
    const narrowest = fc.double({ min: 0.01, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(u, waist, narrowest, (U, tangent, W) => {
        const curve: Caglioti = [U, -2 * U * tangent, U * tangent * tangent + W];
        const fit = fitResolution(peaksOf(curve, even(12)))!;
        for (const t of even(12)) expect(widthAt(fit, t) / widthAt(curve, t)).toBeCloseTo(1, 3);
      }),
    );
  });
  test('lines that overlap, half of all, move it by less than 5 %', () => {
    const peaks = peaksOf(HIGH_RESOLUTION, even(24)).map(({ tangent, fwhm }, i) => ({
      tangent,
      fwhm: i % 2 === 0 ? fwhm : fwhm * (1.2 + 0.1 * (i % 5)),
    }));
    const fit = fitResolution(peaks)!;
    for (const { tangent } of peaks) {
      expect(Math.abs(widthAt(fit, tangent) / widthAt(HIGH_RESOLUTION, tangent) - 1)).toBeLessThan(
        0.05,
      );
    }
  });
  test('four peaks make a curve without middle term', () => {
    const fit = fitResolution(peaksOf([0.2, 0, 0.05], [0.2, 0.5, 1, 1.5]))!;
    expect(fit[1]).toBe(0);
    expect(widthAt(fit, 2)).toBeCloseTo(Math.sqrt(0.85), 4);
  });
  test.each([
    ['too few', [0.2, 0.8, 1.6]],
    ['too near', [0.5, 0.52, 0.54, 0.56, 0.58, 0.6, 0.62, 0.64]],
  ])('%s peaks make none', (_, tangents) => {
    expect(fitResolution(peaksOf(HIGH_RESOLUTION, tangents))).toBeUndefined();
  });
  test('widths that fall make none', () => {
    expect(fitResolution(peaksOf([0, -0.1, 0.5], even(6)))).toBeUndefined();
  });
});
