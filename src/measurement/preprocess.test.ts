import { describe, expect, test } from 'vitest';
import type { Grid, Pattern } from '../pattern/index.ts';
import { createRng } from '../random/index.ts';
import { type PreprocessOptions, preprocess } from './preprocess.ts';

const BT1: Grid = { start: 3, step: 0.05, count: 3041 };
const WAVELENGTH = 2.0775;
const angles = Float64Array.from({ length: BT1.count }, (_, i) => BT1.start + BT1.step * i);

/** 2θ, height; widths grow as those of BT-1 do, from 0.1° to 1.5°. */
const LINES = [
  [12, 0.3],
  [22, 1],
  [31, 0.1],
  [33, 0.55],
  [47, 0.25],
  [52, 0.7],
  [68, 0.4],
  [70, 0.15],
  [85, 0.5],
  [104, 0.3],
  [125, 0.35],
  [140, 0.2],
] as const;

/** Gaussian lines cut off at 0.001 of their height: zero in between, as simulated patterns are. */
const peaks = angles.map((x) =>
  LINES.reduce((sum, [centre, height]) => {
    const fwhm = 0.1 + 0.3 * Math.tan((centre * Math.PI) / 360);
    const share = Math.exp(-4 * Math.LN2 * ((x - centre) / fwhm) ** 2);
    return sum + (share < 0.001 ? 0 : height * share);
  }, 0),
);
const background = angles.map(
  (x) => 0.15 + 0.05 * Math.sin(x / 40) + 0.0005 * x + 0.3 * Math.exp(-x / 8),
);
const indexOf = (x: number) => Math.round((x - BT1.start) / BT1.step);

function patternOf(intensity: Float64Array, twoTheta = angles): Pattern {
  return { radiation: 'neutron', wavelength: WAVELENGTH, twoTheta, intensity };
}

function clean(pattern: Pattern, options?: PreprocessOptions) {
  const result = preprocess(pattern, BT1, WAVELENGTH, options);
  if (!result.ok) throw new Error(result.fault.message);
  return result.preprocessed;
}

describe('simulated patterns', () => {
  test('pass unchanged but for the scale', () => {
    const { intensity, coverage, warnings, radiation } = clean(
      patternOf(peaks.map((y) => 250 * y)),
    );
    expect({ coverage, warnings, radiation }).toEqual({
      coverage: 1,
      warnings: [],
      radiation: 'neutron',
    });
    const max = Math.max(...peaks);
    for (const [i, y] of intensity.entries())
      expect(Math.abs(y - peaks[i]! / max)).toBeLessThan(1e-6);
    for (const [i, y] of intensity.entries()) if (peaks[i] === 0) expect(y).toBe(0);
  });
  test('pass when angles are rounded and a constant was added', () => {
    // As in the published patterns of Lolla et al. (2022): 0.001 added, five digits.
    const rounded = peaks.map((y) => Number((y + 0.001).toPrecision(5)));
    const twoTheta = angles.map((x) => Number(x.toFixed(2)));
    const { intensity } = clean(patternOf(rounded, twoTheta));
    for (const [i, y] of intensity.entries()) expect(Math.abs(y - peaks[i]!)).toBeLessThan(1e-4);
  });
  test('are told from measured ones even at another wavelength', () => {
    const { intensity } = clean({ ...patternOf(peaks), wavelength: 1.9 });
    const gap = (2 * Math.asin((WAVELENGTH / 1.9) * Math.sin(Math.PI / 20)) * 180) / Math.PI;
    expect(intensity[indexOf(gap)]).toBe(0);
  });
});

describe('background and noise', () => {
  test('a smooth background comes off: heights stay within 3 %', () => {
    const { intensity } = clean(patternOf(peaks.map((y, i) => y + background[i]!)));
    const scale = intensity[indexOf(22)]! / peaks[indexOf(22)]!;
    for (const [centre] of LINES) {
      const i = indexOf(centre);
      expect(Math.abs(intensity[i]! / scale / peaks[i]! - 1)).toBeLessThan(0.03);
    }
  });
  test('counts on a background: what is left of a gap is its noise, around zero', () => {
    const rng = createRng(11);
    const counts = peaks.map((y, i) => rng.poisson(5000 * (y + background[i]!)));
    const { intensity } = clean(patternOf(counts));
    const pulls = [...intensity.entries()]
      .filter(([i]) => peaks[i] === 0)
      .map(([i, y]) => y / Math.sqrt(background[i]! / 5000));
    // In units of its own σ: mean within a third (the background is known to about that), width 1.
    const mean = pulls.reduce((sum, y) => sum + y, 0) / pulls.length;
    const variance = pulls.reduce((sum, y) => sum + (y - mean) ** 2, 0) / pulls.length;
    expect(Math.abs(mean)).toBeLessThan(0.33);
    expect(Math.sqrt(variance)).toBeCloseTo(1, 0);
  });
  test('suppressed noise: heights within 4 σ, gaps nearly empty', () => {
    const rng = createRng(11);
    const counts = peaks.map((y, i) => rng.poisson(5000 * (y + background[i]!)));
    const { intensity } = clean(patternOf(counts), { noise: 'suppress' });
    // The maximum is one noisy point: compare after the scale of least squares.
    const product = peaks.reduce((sum, y, i) => sum + y * intensity[i]!, 0);
    const scale = product / intensity.reduce((sum, y) => sum + y * y, 0);
    expect(scale).toBeCloseTo(1, 1);
    for (const [centre] of LINES) {
      const i = indexOf(centre);
      const sigma = Math.sqrt((peaks[i]! + background[i]!) / 5000);
      expect(Math.abs(intensity[i]! * scale - peaks[i]!)).toBeLessThan(4 * sigma);
    }
    const gaps = intensity.filter((_, i) => peaks[i] === 0);
    expect(gaps.filter((y) => y > 0).length / gaps.length).toBeLessThan(0.1);
    expect(Math.max(...gaps)).toBeLessThan(0.03);
  });
  test('doing it twice changes little', () => {
    const once = clean(patternOf(peaks.map((y, i) => y + background[i]!))).intensity;
    const twice = clean(patternOf(Float64Array.from(once))).intensity;
    for (const [i, y] of twice.entries()) expect(Math.abs(y - once[i]!)).toBeLessThan(0.02);
  });
  test('can be kept', () => {
    const raw = peaks.map((y, i) => y + background[i]!);
    const { intensity } = clean(patternOf(raw), { background: 'keep' });
    expect(intensity[indexOf(60)]! * Math.max(...raw)).toBeCloseTo(raw[indexOf(60)]!, 6);
  });
});

describe('limits', () => {
  const cut = (from: number, to: number) => {
    const keep = (_: number, i: number) => angles[i]! >= from && angles[i]! <= to;
    return patternOf(peaks.filter(keep), angles.filter(keep));
  };
  test('under 20 % of the range is a fault', () => {
    const result = preprocess(cut(20, 49), BT1, WAVELENGTH);
    expect(result).toMatchObject({ ok: false, fault: { kind: 'low-coverage' } });
    expect(!result.ok && result.fault.message).toContain('19 % of the model');
  });
  test('below 60 % is a warning with the range', () => {
    const { coverage, interval, warnings } = clean(cut(20, 90));
    expect(coverage).toBeCloseTo(0.46, 2);
    expect(interval.low).toBeCloseTo(20, 6);
    expect(interval.high).toBeCloseTo(90, 6);
    expect(warnings[0]).toContain('46 % of the model');
    expect(warnings[0]).toContain('20.0–90.0°');
  });
  test('a wavelength so short that nothing overlaps', () => {
    const far = { ...cut(100, 150), wavelength: 0.11 };
    expect(preprocess(far, BT1, WAVELENGTH)).toMatchObject({ fault: { kind: 'low-coverage' } });
  });
  test('a slope, and counting noise alone, are no pattern', () => {
    const rng = createRng(3);
    const slope = angles.map((x) => 100 + x);
    const noise = slope.map((y) => rng.poisson(y));
    for (const y of [slope, noise]) {
      const result = preprocess(patternOf(y), BT1, WAVELENGTH);
      expect(result).toMatchObject({ ok: false, fault: { kind: 'no-signal' } });
    }
  });
});
