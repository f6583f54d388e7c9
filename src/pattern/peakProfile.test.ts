import { expect, test } from 'vitest';
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
  const symmetric = { ...BT1_GE311, axialDivergence: 0, zeroShift: 0 };
  const shape = peakShape(symmetric.widths, 40);
  expect(peakProfile(symmetric, 40).heightAt(40.1)).toBe(pseudoVoigt(shape, 40.1 - 40));
});
