import { describe, expect, test } from 'vitest';
import { BORON_NITRIDE, HALITE } from '../../test/fixtures/crystals.ts';
import type { Crystal } from '../crystal/index.ts';
import { BT1_GE311, createSimulator } from '../pattern/index.ts';
import { createStrainer } from './strain.ts';

const { grid } = BT1_GE311;
function strained(pattern: ArrayLike<number>, strain: number): Float32Array {
  const copy = Float32Array.from(pattern);
  createStrainer(grid)(copy, strain);
  return copy;
}

// With the reflections beyond the grid, whose tails reach into it: as an instrument would see them.
const simulator = createSimulator(BT1_GE311, { braggRange: [grid.start, 175] });
function patternOf(crystal: Crystal, strain = 0): Float64Array {
  const { a, b, c, ...angles } = crystal.cell;
  const k = 1 + strain;
  const cell = { ...angles, a: a / k, b: b / k, c: c / k };
  const result = simulator.simulate({ ...crystal, cell });
  if (!result.ok) throw new Error(result.fault.message);
  return result.intensity;
}

/** Σ|y − y₀| / Σ y₀. */
function difference(y: ArrayLike<number>, y0: Float64Array): number {
  const distance = y0.reduce((sum, value, i) => sum + Math.abs(value - y[i]!), 0);
  return distance / y0.reduce((sum, value) => sum + value, 0);
}

describe.each([
  ['halite', HALITE],
  ['boron nitride', BORON_NITRIDE],
])('%s', (_, crystal) => {
  // Measured: at most 2.9 % up to a strain of 2 %, 7.3 % at 10 %; unstrained it would be 34–280 %.
  test.each([
    [0.001, 0.03],
    [0.005, 0.03],
    [0.02, 0.03],
    [0.05, 0.08],
    [0.1, 0.08],
  ])('strained by %d is the pattern of the compressed cell to R = %d', (strain, limit) => {
    const [before, after] = [patternOf(crystal), patternOf(crystal, strain)];
    expect(difference(strained(before, strain), after)).toBeLessThan(limit);
    expect(difference(before, after)).toBeGreaterThan(0.3);
  });

  test('not strained stays as it is', () => {
    const before = patternOf(crystal);
    strained(before, 0).forEach((y, i) => {
      expect(Math.abs(y - before[i]!)).toBeLessThan(1e-6);
    });
  });

  test('has the maximum 1 again', () => {
    for (const strain of [0.003, 0.02, 0.07]) {
      const y = strained(patternOf(crystal), strain);
      expect(y.reduce((max, value) => Math.max(max, value))).toBeCloseTo(1, 6);
    }
  });
});

test.each([20, 60, 100, 130])('a peak at %d° moves to sinθ′ = (1 + ε) sinθ', (centre) => {
  const WIDTH = 0.5;
  const strain = 0.03;
  const gauss = (x: number) => Math.exp(-4 * Math.LN2 * (x / WIDTH) ** 2);
  const pattern = Float64Array.from({ length: grid.count }, (_, i) =>
    gauss(grid.start + grid.step * i - centre),
  );
  const y = strained(pattern, strain);
  const radians = Math.PI / 180;
  const expected = (2 * Math.asin((1 + strain) * Math.sin((centre / 2) * radians))) / radians;
  const area = y.reduce((sum, value) => sum + value, 0);
  const position =
    y.reduce((sum, value, i) => sum + value * (grid.start + grid.step * i), 0) / area;
  expect(position).toBeCloseTo(expected, 1);
  // d(2θ′)/d(2θ) = (1 + ε) cosθ/cosθ′; the area follows, as the Lorentz factor does (see strain.ts).
  const areaBefore = pattern.reduce((sum, value) => sum + value, 0);
  const stretch =
    ((1 + strain) * Math.cos((centre / 2) * radians)) / Math.cos((expected / 2) * radians);
  expect(area / areaBefore / stretch).toBeCloseTo(1, 1);
});

test('a pattern of zeros stays one', () => {
  expect(strained(new Float64Array(grid.count), 0.05).every((y) => y === 0)).toBe(true);
});
