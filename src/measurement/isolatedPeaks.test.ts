import { describe, expect, test } from 'vitest';
import { mean } from '../math/index.ts';
import { type PeakShape, pseudoVoigt } from '../pattern/index.ts';
import { createRng } from '../random/index.ts';
import { isolatedPeaks } from './isolatedPeaks.ts';

/** Peaks of height 1 at the centres, 1000 points. */
const draw = (shape: PeakShape, ...centres: number[]) =>
  Float64Array.from({ length: 1000 }, (_, i) =>
    centres.reduce((sum, c) => sum + pseudoVoigt(shape, i - c) / pseudoVoigt(shape, 0), 0),
  );
const above = (level: number) => () => level;

describe('isolated peaks', () => {
  test.each([
    [0, Math.SQRT2],
    [1, Math.sqrt(3)],
  ])('width and shape, η = %f', (eta, quarterToHalf) => {
    const [peak, ...others] = isolatedPeaks(draw({ fwhm: 30, eta }, 500.3), above(0.1));
    expect(others).toEqual([]);
    expect(Math.abs(peak!.centre - 500.3)).toBeLessThan(0.5);
    expect(Math.abs(peak!.fwhm / 30 - 1)).toBeLessThan(0.02);
    expect(Math.abs(peak!.quarterToHalf / quarterToHalf - 1)).toBeLessThan(0.02);
  });
  test('noise σ moves the width by 3 σ of the height at most, the mean by less than 5 %', () => {
    // The flanks of a Gaussian fall by 1.39 heights in a width: each end is known to σ / 1.39.
    const rng = createRng(4);
    const clean = draw({ fwhm: 30, eta: 0.2 }, 500);
    const widths = Array.from({ length: 50 }, () =>
      isolatedPeaks(
        clean.map((y) => y + 0.05 * rng.normal()),
        above(0.75),
      ).map(({ fwhm }) => fwhm / 30),
    ).flat();
    expect(widths.length).toBeGreaterThan(40);
    expect(Math.abs(mean(widths) - 1)).toBeLessThan(0.05);
    for (const width of widths) expect(Math.abs(width - 1)).toBeLessThan(3 * 0.05);
  });
  test('neighbours that touch do not count, those further off do', () => {
    const shape = { fwhm: 20, eta: 0 };
    expect(isolatedPeaks(draw(shape, 490, 515), above(0.1))).toEqual([]);
    expect(isolatedPeaks(draw(shape, 450, 550), above(0.1))).toHaveLength(2);
  });
  test('nor do peaks under the limit or at an end', () => {
    const shape = { fwhm: 20, eta: 0 };
    expect(isolatedPeaks(draw(shape, 500), above(1.1))).toEqual([]);
    expect(isolatedPeaks(draw(shape, 30), above(0.1))).toEqual([]);
  });
});
