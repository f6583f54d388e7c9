import { describe, expect, test } from 'vitest';
import { ANATASE, HALITE, RUTILE } from '../../test/fixtures/crystals.ts';
import type { Crystal } from '../crystal/index.ts';
import type { Exposure } from './exposure.ts';
import type { Instrument } from './instrument.ts';
import { BT1_GE311, instrumentNamed } from './instruments.ts';
import { createSimulator } from './simulator.ts';

const NEUTRONS: Instrument = { ...BT1_GE311, grid: { start: 10, step: 0.1, count: 1201 } };
const XRAYS: Instrument = {
  ...instrumentNamed('cu-ka'),
  grid: { start: 10, step: 0.05, count: 2001 },
};

function patternOf(instrument: Instrument, crystal: Crystal, exposure: Exposure = {}) {
  const out = new Float64Array(instrument.grid.count);
  const result = createSimulator(instrument, { bIso: 0.7 }).simulate(crystal, out, exposure);
  if (!result.ok) throw new Error(result.fault.message);
  return out;
}
const distance = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, y, i) => Math.max(most, Math.abs(y - b[i]!)), 0);

test.each([
  ['neutrons', NEUTRONS, RUTILE],
  ['X-rays', XRAYS, HALITE],
])('another wavelength, %s, is an instrument of that wavelength', (_, instrument, crystal) => {
  const ratio = 1.013;
  const satellites = instrument.satellites.map(({ wavelength, weight }) => ({
    wavelength: wavelength * ratio,
    weight,
  }));
  const other = { ...instrument, wavelength: instrument.wavelength * ratio, satellites };
  const moved = patternOf(instrument, crystal, { wavelengthRatio: ratio });
  // Tables have nodes in 2θ: the same ones, shared otherwise between neighbours by rounding.
  expect(distance(moved, patternOf(other, crystal))).toBeLessThan(1e-6);
  expect(distance(moved, patternOf(instrument, crystal))).toBeGreaterThan(0.3);
});

test('λ/2 is a satellite of half the wavelength', () => {
  const satellites = [{ wavelength: NEUTRONS.wavelength / 2, weight: 0.04 }];
  const expected = patternOf({ ...NEUTRONS, satellites }, RUTILE);
  const found = patternOf(NEUTRONS, RUTILE, { halfWavelength: 0.04 });
  expect(distance(found, expected)).toBeLessThan(1e-7);
  expect(distance(found, patternOf(NEUTRONS, RUTILE))).toBeGreaterThan(0.005);
});

test('texture is that of a sample', () => {
  const texture = { axis: [0, 0, 1], marchDollase: 0.6 } as const;
  const simulator = createSimulator(NEUTRONS, { bIso: 0.7, sample: { texture } });
  const result = simulator.simulate(RUTILE);
  if (!result.ok) throw new Error(result.fault.message);
  expect(distance(patternOf(NEUTRONS, RUTILE, { texture }), result.intensity)).toBe(0);
});

describe('an intensity factor', () => {
  test('of 1 changes nothing, one the same everywhere neither', () => {
    const plain = patternOf(NEUTRONS, ANATASE);
    expect(distance(patternOf(NEUTRONS, ANATASE, { intensityFactor: () => 1 }), plain)).toBe(0);
    const three = patternOf(NEUTRONS, ANATASE, { intensityFactor: () => 3 });
    expect(distance(three, plain)).toBeLessThan(1e-12);
  });

  test('is given the true 1/d², whatever the wavelength', () => {
    const seen = new Set<string>();
    const intensityFactor = (q2: number) => {
      seen.add(q2.toFixed(9));
      return 1;
    };
    patternOf(NEUTRONS, HALITE, { intensityFactor, wavelengthRatio: 1.01 });
    const a = HALITE.cell.a;
    expect(seen).toContain((4 / a ** 2).toFixed(9));
    for (const q2 of seen)
      expect(Math.abs(((Number(q2) * a ** 2) % 1) - 0.5)).toBeGreaterThan(0.499);
  });
});
