import { describe, expect, test } from 'vitest';
import type { Measurement } from './measurement.ts';
import { type ToPatternOptions, toPattern } from './toPattern.ts';

const counts = Float64Array.from({ length: 100 }, (_, i) => 50 + ((i * 37) % 11));
const measurement: Measurement = {
  twoTheta: counts.map((_, i) => 5 + i),
  intensity: counts,
  sigma: counts.map(Math.sqrt),
  warnings: ['from the file'],
};
const stated: Measurement = { ...measurement, wavelength: 1.54, radiation: 'neutron' };

function patternOf(subject: Measurement, options?: ToPatternOptions) {
  const result = toPattern(subject, options);
  if (!result.ok) throw new Error(result.fault.message);
  return result;
}

describe('wavelength and radiation', () => {
  test('from the file', () => {
    const { pattern, warnings } = patternOf(stated);
    expect(pattern).toEqual({
      radiation: 'neutron',
      wavelength: 1.54,
      twoTheta: stated.twoTheta,
      intensity: stated.intensity,
      sigma: stated.sigma,
    });
    expect(warnings).toEqual(['from the file']);
  });
  test('options win, and a conflict is told', () => {
    const { pattern, warnings } = patternOf(stated, { wavelength: 2.4, radiation: 'x-ray' });
    expect(pattern).toMatchObject({ wavelength: 2.4, radiation: 'x-ray' });
    expect(warnings[1]).toContain('the file states 1.54 Å');
    expect(warnings[2]).toContain('the file states neutron');
  });
  test('nearly equal wavelengths are no conflict', () => {
    expect(patternOf(stated, { wavelength: 1.5406 }).warnings).toHaveLength(1);
  });
  test.each<[Measurement, ToPatternOptions, string, string]>([
    [measurement, { radiation: 'neutron' }, 'unknown-wavelength', '--wavelength'],
    [measurement, { wavelength: 1.54 }, 'unknown-radiation', '--radiation'],
    [stated, { wavelength: 0.05 }, 'absurd-wavelength', '--wavelength'],
    [stated, { wavelength: 154 }, 'absurd-wavelength', '--wavelength'],
    [stated, { wavelength: Number.NaN }, 'absurd-wavelength', '--wavelength'],
  ])('fault %#: %s', (subject, options, kind, advice) => {
    const result = toPattern(subject, options);
    expect(result).toMatchObject({ ok: false, fault: { kind } });
    expect(!result.ok && result.fault.message).toContain(advice);
  });
});

describe('useful range', () => {
  test('angles that are not positive are left out', () => {
    const behind = { ...stated, twoTheta: stated.twoTheta.map((x) => x - 15) };
    const { pattern, warnings } = patternOf(behind);
    expect(pattern.twoTheta[0]).toBe(1);
    expect(pattern.sigma).toHaveLength(89);
    expect(warnings).toContain('11 points at 2θ ≤ 0 were left out');
  });
  test('zero padding is left out, a few zeros are not', () => {
    const padded = { ...stated, intensity: counts.map((y, i) => (i > 84 || i < 3 ? 0 : y)) };
    const { pattern, warnings } = patternOf(padded);
    expect(pattern.intensity).toHaveLength(85);
    expect(warnings).toContain('15 zeros that fill the ends of the scan were left out');
  });
});
