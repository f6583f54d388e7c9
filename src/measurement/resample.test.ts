import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { radFromDeg } from '../math/index.ts';
import { type Grid, lorentzFactor, type Pattern, twoThetaFromD } from '../pattern/index.ts';
import { resample } from './resample.ts';

const BT1: Grid = { start: 3, step: 0.05, count: 3041 };

/** Gaussian lines of FWHM 0.3° with the given areas, from 5° on. */
function gaussians(
  lines: readonly { readonly d: number; readonly area: number }[],
  wavelength: number,
  step: number,
  end = 165,
): Pattern {
  const twoTheta = Float64Array.from(
    { length: Math.round((end - 5) / step) },
    (_, i) => 5 + i * step,
  );
  const width = 0.3 / Math.sqrt(8 * Math.LN2);
  const intensity = twoTheta.map((x) =>
    lines.reduce((sum, { d, area }) => {
      const t = (x - twoThetaFromD(d, wavelength)) / width;
      return sum + (area / (width * Math.sqrt(2 * Math.PI))) * Math.exp((-t * t) / 2);
    }, 0),
  );
  return { radiation: 'neutron', wavelength, twoTheta, intensity };
}

/** Area and centre of what lies within ± reach degrees. */
function momentsNear(intensity: Float64Array, centre: number, reach: number) {
  let area = 0;
  let moment = 0;
  for (const [i, y] of intensity.entries()) {
    const x = BT1.start + BT1.step * i;
    if (Math.abs(x - centre) > reach) continue;
    area += y * BT1.step;
    moment += x * y * BT1.step;
  }
  return { area, centre: moment / area };
}

describe('carrying to another wavelength', () => {
  test.each([0.01, 0.05, 0.13])('a line at d lands at its angle, source step %f°', (step) => {
    const spacings = [8, 4.5, 3, 2.2, 1.6, 1.25];
    const source = gaussians(
      spacings.map((d) => ({ d, area: 1 })),
      1.54,
      step,
    );
    const { intensity } = resample(source, BT1, 2.0775);
    for (const d of spacings) {
      const expected = twoThetaFromD(d, 2.0775);
      expect(Math.abs(momentsNear(intensity, expected, 1.5).centre - expected)).toBeLessThan(0.01);
    }
  });

  test('areas that follow the Lorentz factor before follow it after', () => {
    // Lines of equal m|F|²: area ∝ 1/(sin²θ cosθ) at either wavelength.
    const lorentz = (d: number, wavelength: number) => lorentzFactor(twoThetaFromD(d, wavelength));
    const spacings = [6, 3, 2, 1.5, 1.2, 1.1];
    const source = gaussians(
      spacings.map((d) => ({ d, area: lorentz(d, 1.54) })),
      1.54,
      0.02,
    );
    const { intensity } = resample(source, BT1, 2.0775);
    const scale = (2.0775 / 1.54) ** 3;
    for (const d of spacings) {
      const { area } = momentsNear(intensity, twoThetaFromD(d, 2.0775), 2);
      expect(area / (lorentz(d, 2.0775) * scale)).toBeCloseTo(1, 2);
    }
  });

  test('there and back again', () => {
    const spacing = fc.double({ min: 1.3, max: 6, noNaN: true });
    fc.assert(
      fc.property(spacing, (d) => {
        const there = resample(gaussians([{ d, area: 1 }], 1.6, 0.02), BT1, 2.0775);
        const twoTheta = there.intensity.map((_, i) => BT1.start + BT1.step * i);
        const carried: Pattern = {
          radiation: 'neutron',
          wavelength: 2.0775,
          twoTheta,
          intensity: there.intensity,
        };
        const { intensity } = resample(carried, BT1, 1.6);
        const { area, centre } = momentsNear(intensity, twoThetaFromD(d, 1.6), 1.5);
        expect(area).toBeCloseTo(1, 1);
        expect(centre).toBeCloseTo(twoThetaFromD(d, 1.6), 2);
      }),
      { numRuns: 20 },
    );
  });
});

describe('same wavelength', () => {
  test('the same grid gives the same numbers', () => {
    const source = gaussians([{ d: 2, area: 1 }], 2.0775, 0.05);
    const grid = { start: 5, step: 0.05, count: source.twoTheta.length };
    const { intensity, coverage, samples } = resample(source, grid, 2.0775);
    expect(coverage).toBe(1);
    expect(new Set(samples)).toEqual(new Set([1]));
    for (const [i, y] of intensity.entries()) expect(y).toBeCloseTo(source.intensity[i]!, 10);
  });
  test('finer points are averaged: the area stays', () => {
    const source = gaussians([{ d: 2, area: 3 }], 2.0775, 0.007);
    const { intensity, samples } = resample(source, BT1, 2.0775);
    expect(momentsNear(intensity, twoThetaFromD(2, 2.0775), 3).area).toBeCloseTo(3, 6);
    expect(samples[1000]).toBeGreaterThanOrEqual(7);
  });
});

describe('coverage', () => {
  test('beyond the measured range, and beyond λ/2, there is nothing', () => {
    // λ = 2.4067 Å reaches d = 1.20335 Å at best: 2θ = 119.35° at 2.0775 Å.
    const source = gaussians([{ d: 3, area: 1 }], 2.4067, 0.05, 179.9);
    const { intensity, interval, coverage } = resample(source, BT1, 2.0775);
    expect(interval!.low).toBeCloseTo(
      twoThetaFromD(2.4067 / 2 / Math.sin(radFromDeg(2.5)), 2.0775),
      1,
    );
    expect(interval!.high).toBeCloseTo(119.35, 1);
    expect(coverage).toBeCloseTo((interval!.high - interval!.low) / 152, 2);
    expect(intensity.at(-1)).toBe(0);
    expect(intensity[0]).toBe(0);
  });
  test('a gap in the scan is a gap in the result', () => {
    const source = gaussians([{ d: 3, area: 1 }], 2.0775, 0.05);
    const keep = source.twoTheta.map((x) => (x > 60 && x < 62 ? 0 : 1));
    const cut = {
      ...source,
      twoTheta: source.twoTheta.filter((_, i) => keep[i] === 1),
      intensity: source.intensity.filter((_, i) => keep[i] === 1),
    };
    const { samples } = resample(cut, BT1, 2.0775);
    expect(samples[(61 - 3) / 0.05]).toBe(0);
    expect(samples[(63 - 3) / 0.05]).toBe(1);
  });
});
