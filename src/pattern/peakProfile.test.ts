import { describe, expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import { BT1_GE311 } from './instruments.ts';
import { peakProfile } from './peakProfile.ts';
import { cutoffDistance, peakShape, pseudoVoigt } from './peakShape.ts';

const ANGLES = [3, 5, 10, 20, 29, 45, 80, 89.9, 90, 100, 130, 150];

/** The average as it is defined: midpoints in √(ε/ε_m), no regard to edges. */
function heightByDefinition(braggAngle: number, twoTheta: number, nodes: number): number {
  const shape = peakShape(BT1_GE311.widths, braggAngle);
  const reach = cutoffDistance(shape, 0.001);
  const maxShift = (-28.6479 * 0.006377) / Math.tan((braggAngle * Math.PI) / 180);
  let sum = 0;
  for (let i = 0; i < nodes; i++) {
    const u = (i + 0.5) / nodes;
    const x = twoTheta - braggAngle - BT1_GE311.zeroShift - maxShift * u * u;
    if (Math.abs(x) < reach) sum += 2 * (1 - u) * pseudoVoigt(shape, x);
  }
  return sum / nodes;
}

test.each(ANGLES)('agrees with the definition at 2θ = %d°', (braggAngle) => {
  const profile = peakProfile(BT1_GE311, braggAngle);
  const maximum = pseudoVoigt(peakShape(BT1_GE311.widths, braggAngle), 0);
  for (let i = 0; i < 60; i++) {
    const twoTheta = profile.from + ((i + 0.3) / 60) * (profile.to - profile.from);
    const expected = heightByDefinition(braggAngle, twoTheta, 20_000);
    expect(Math.abs(profile.heightAt(twoTheta) - expected) / maximum).toBeLessThan(2e-5);
  }
});

test.each(ANGLES)('unit area, short of what is cut off, at 2θ = %d°', (braggAngle) => {
  const profile = peakProfile(BT1_GE311, braggAngle);
  const n = 20_000;
  const step = (profile.to - profile.from) / n;
  let area = 0;
  for (let i = 0; i < n; i++) area += profile.heightAt(profile.from + (i + 0.5) * step) * step;
  // Area of the pseudo-Voigt inside the cut-off: shifts do not change it.
  const shape = peakShape(BT1_GE311.widths, braggAngle);
  const reach = cutoffDistance(shape, 0.001) / shape.fwhm;
  const kept = (shape.eta * 2 * Math.atan(2 * reach)) / Math.PI + (1 - shape.eta);
  expect(Math.abs(area - kept)).toBeLessThan(1e-4);
});

test('zero outside of its range', () => {
  for (const braggAngle of ANGLES) {
    const { from, to, heightAt } = peakProfile(BT1_GE311, braggAngle);
    expect(heightAt(from - 1e-9)).toBe(0);
    expect(heightAt(to + 1e-9)).toBe(0);
  }
});

test('the tail points away from 90°', () => {
  const asymmetry = (braggAngle: number) => {
    const { heightAt } = peakProfile(BT1_GE311, braggAngle);
    return heightAt(braggAngle + 0.2) - heightAt(braggAngle - 0.2);
  };
  expect(asymmetry(20)).toBeLessThan(-0.01);
  expect(asymmetry(150)).toBeGreaterThan(0.001);
});

test('without axial divergence the peak is the pseudo-Voigt', () => {
  const symmetric = { ...BT1_GE311, axialDivergence: { kind: 'none' }, zeroShift: 0 } as const;
  const shape = peakShape(symmetric.widths, 40);
  expect(peakProfile(symmetric, 40).heightAt(40.1)).toBe(pseudoVoigt(shape, 40.1 - 40));
});

/** S/L, H/L and widths of instruments sharper and less sharp than BT-1. */
const FINGER = [
  ['BT-1', BT1_GE311.widths, 0.0399, 0.0399],
  ['a high slit', BT1_GE311.widths, 0.02, 0.06],
  ['a laboratory', { U: 0, V: 0, W: 0.0016, X: 0, Y: 0, Z: 0.03 }, 0.03, 0.03],
  ['a synchrotron', { U: 0, V: 0, W: 1.6e-5, X: 0, Y: 0, Z: 0.003 }, 0.0011, 0.0011],
] as const;

/**
 * Finger, Cox & Jephcoat by their definition: midpoints in the height h of a ray, of which the cone
 * takes W(h) / (1 + h²) sin 2φ.
 */
function fingerByDefinition(instrument: Instrument, braggAngle: number, angles: readonly number[]) {
  const { axialDivergence, cutoff, widths, zeroShift } = instrument;
  if (axialDivergence.kind !== 'finger-cox-jephcoat') throw new Error('wrong instrument');
  const { sOverL: s, hOverL: h } = axialDivergence;
  const shape = peakShape(widths, braggAngle);
  const reach = cutoffDistance(shape, cutoff);
  const bragg = (braggAngle * Math.PI) / 180;
  const top = Math.min(s + h, bragg < Math.PI / 2 ? Math.tan(bragg) : Infinity);
  const n = 10_000;
  const heights = angles.map(() => 0);
  let total = 0;
  for (let i = 0; i < n; i++) {
    // The sine takes away the pole where rays reach the direct beam.
    const chi = (((i + 0.5) / n) * Math.PI) / 2;
    const t = top * Math.sin(chi);
    const twoPhi = Math.acos(Math.cos(bragg) * Math.sqrt(1 + t * t));
    const pairs = Math.min(2 * Math.min(s, h), s + h - t);
    const share = (pairs * Math.cos(chi)) / ((1 + t * t) * Math.sin(twoPhi));
    total += share;
    angles.forEach((angle, j) => {
      const x = angle - zeroShift - (twoPhi * 180) / Math.PI;
      if (Math.abs(x) < reach) heights[j]! += share * pseudoVoigt(shape, x);
    });
  }
  return heights.map((height) => height / total);
}

describe.each(FINGER)('Finger–Cox–Jephcoat profiles of %s', (_, widths, sOverL, hOverL) => {
  const axialDivergence = { kind: 'finger-cox-jephcoat', sOverL, hOverL } as const;

  test.each([3, 10, 40, 150])('agree with the definition at 2θ = %d°', (bragg) => {
    for (const cutoff of [0.001, 0]) {
      const instrument = { ...BT1_GE311, widths, axialDivergence, cutoff };
      const profile = peakProfile(instrument, bragg);
      const { fwhm } = peakShape(widths, bragg);
      const near = Array.from({ length: 30 }, (_, i) => bragg + ((i - 15) * fwhm) / 5);
      const far = Array.from({ length: 20 }, (_, i) => bragg - 0.03 * bragg * i);
      const angles = [...near, ...far];
      const expected = fingerByDefinition(instrument, bragg, angles);
      const maximum = Math.max(...expected);
      angles.forEach((angle, i) => {
        expect(Math.abs(profile.heightAt(angle) - expected[i]!) / maximum).toBeLessThan(7e-5);
      });
    }
  });
});
