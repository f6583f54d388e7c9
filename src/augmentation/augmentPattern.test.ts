import { describe, expect, test } from 'vitest';
import { sameBits } from '../../test/sameBits.ts';
import { BT1_GE311, peakShape, pseudoVoigt, twoThetaGrid } from '../pattern/index.ts';
import { createRng, type Rng } from '../random/index.ts';
import { parseAugmentation } from './augmentation.ts';
import { createPatternAugmenter, type OtherPattern } from './augmentPattern.ts';

/** A coarser grid, so that many patterns take little time. */
const INSTRUMENT = { ...BT1_GE311, grid: { start: 3, step: 0.2, count: 761 } };
const { grid, widths, wavelength } = INSTRUMENT;
const angles = twoThetaGrid(grid);

/** Gaussian peaks of 0.6° at some angles, as high as their order, maximum 1. */
function peaksAt(...centres: readonly number[]): Float32Array {
  const y = Float32Array.from(angles, (x) =>
    centres.reduce(
      (sum, c, k) => sum + Math.exp(-4 * Math.LN2 * ((x - c) / 0.6) ** 2) / (k + 1),
      0,
    ),
  );
  const max = y.reduce((most, value) => Math.max(most, value));
  return y.map((value) => value / max);
}
const PATTERN = peaksAt(60, 30, 90, 120);
const GUEST = peaksAt(45);
const guest: OtherPattern = () => GUEST.slice();

function augmented(
  augmentation: object,
  rng: Rng = createRng(1),
  pattern = PATTERN,
  other = guest,
): Float32Array {
  const copy = pattern.slice();
  createPatternAugmenter(INSTRUMENT, parseAugmentation(augmentation))(copy, rng, other);
  return copy;
}

/** A generator whose uniform numbers are all the same. */
const fixed = (u: number): Rng => {
  const rng: Rng = { ...createRng(1), uniform: () => u, fork: () => fixed(u) };
  return rng;
};
const largest = (y: Float32Array) => y.reduce((most, value) => Math.max(most, value));

/** An augmentation of each option, and the same without strength. */
const OPTIONS: readonly (readonly [string, object, object])[] = [
  ['strain', { max: 0.05 }, { max: 0 }],
  ['overallB', { max: 3 }, { max: 0 }],
  ['impurityPhase', { max: 0.5 }, { max: 0 }],
  ['impurityPeaks', { maxHeight: 0.3 }, { maxHeight: 0 }],
  ['zeroShift', { max: 0.5 }, { max: 0 }],
  ['width', { max: 0.5 }, { max: 0 }],
  ['background', { max: 0.3 }, { max: 0 }],
  ['noise', { share: 1 }, { share: 1, minCounts: 1e300, maxCounts: 1e300 }],
  ['missingRange', { maxLow: 60, maxHigh: 70 }, { maxLow: 0, maxHigh: 0 }],
];

describe.each(OPTIONS)('%s', (name, options, none) => {
  test('changes a pattern as its stream says, and no other way', () => {
    const y = augmented({ [name]: options });
    expect(sameBits(y, PATTERN)).toBe(false);
    expect(sameBits(augmented({ [name]: options }), y)).toBe(true);
    expect(sameBits(augmented({ [name]: options }, createRng(2)), y)).toBe(false);
    expect(y.every(Number.isFinite)).toBe(true);
    expect(largest(y)).toBe(1);
  });

  test('without strength, or without a share, changes nothing', () => {
    // Noise of no strength may make a zero negative.
    expect(augmented({ [name]: none }).every((y, i) => y === PATTERN[i])).toBe(true);
    expect(sameBits(augmented({ [name]: { ...options, share: 0 } }), PATTERN)).toBe(true);
  });

  test('is met by its share of the patterns', () => {
    const n = 200;
    let changed = 0;
    for (let seed = 0; seed < n; seed++) {
      const y = augmented({ [name]: { ...options, share: 0.3 } }, createRng(seed));
      if (y.some((value, i) => value !== PATTERN[i])) changed++;
    }
    expect(Math.abs(changed - 0.3 * n)).toBeLessThan(5 * Math.sqrt(n * 0.3 * 0.7));
  });

  test('is drawn alike whatever else is on', () => {
    // Another option that does nothing must not move what this one draws.
    const [other, , harmless] = OPTIONS.find(([o]) => o !== name)!;
    const y = augmented({ [name]: options });
    const both = augmented({ [name]: options, [other]: harmless });
    expect(both.every((value, i) => value === y[i])).toBe(true);
  });
});

/** Centre of mass within 2° of an angle. */
function centreNear(y: Float32Array, angle: number): number {
  let [sum, total] = [0, 0];
  angles.forEach((x, i) => {
    if (Math.abs(x - angle) > 2) return;
    sum += x * y[i]!;
    total += y[i]!;
  });
  return sum / total;
}

describe('what happens to peaks', () => {
  test.each([
    [0, -0.3],
    [0.75, 0.15],
    [1 - 1e-9, 0.3],
  ])('a zero shift drawn at %d moves all by %d degrees', (u, shift) => {
    const y = augmented({ zeroShift: { max: 0.3 } }, fixed(u));
    for (const angle of [30, 60, 90, 120]) {
      expect(centreNear(y, angle) - centreNear(PATTERN, angle)).toBeCloseTo(shift, 3);
    }
  });

  test('an overall B damps by exp(−2B sin²θ/λ²), one peak against another', () => {
    const y = augmented({ overallB: { max: 4 } }, fixed(0.5));
    const damping = (angle: number) =>
      Math.exp(-4 * (Math.sin((angle * Math.PI) / 360) / wavelength) ** 2);
    const at = (angle: number) => Math.round((angle - grid.start) / grid.step);
    for (const angle of [30, 90, 120]) {
      const ratio = y[at(angle)]! / y[at(60)]! / (PATTERN[at(angle)]! / PATTERN[at(60)]!);
      expect(ratio).toBeCloseTo(damping(angle) / damping(60), 4);
    }
  });

  test('widths add in squares', () => {
    // Peaks of 0.6° and 0.8° more: 1° in all.
    const y = augmented({ width: { max: 1.6 } }, fixed(0.5));
    const half = largest(y) / 2;
    const near = [...angles.keys()].filter((i) => Math.abs(angles[i]! - 60) < 3 && y[i]! > half);
    const fwhm = near.length * grid.step;
    expect(Math.abs(fwhm - 1)).toBeLessThan(2 * grid.step);
    expect(centreNear(y, 60)).toBeCloseTo(centreNear(PATTERN, 60), 3);
  });

  test('an impurity is added at its height', () => {
    const y = augmented({ impurityPhase: { max: 0.5 } }, fixed(0.4));
    const off = y.map((value, i) => Math.abs(value - PATTERN[i]! - 0.2 * GUEST[i]!));
    expect(largest(off)).toBeLessThan(1e-5);
    const alone = augmented({ impurityPhase: { max: 0.5 } }, fixed(0.4), PATTERN, () => undefined);
    expect(sameBits(alone, PATTERN)).toBe(true);
  });

  test('stray peaks have the width of the instrument at their place, and at most their height', () => {
    const options = { impurityPeaks: { maxCount: 1, maxHeight: 0.3 } };
    const empty = new Float32Array(grid.count);
    const host = peaksAt(20);
    for (let seed = 0; seed < 50; seed++) {
      const y = augmented(options, createRng(seed), host);
      const stray = y.map((value, i) => value - host[i]!);
      const top = stray.indexOf(largest(stray));
      if (angles[top]! < 25 || angles[top]! > 150) continue;
      expect(largest(stray)).toBeLessThanOrEqual(0.3 + 1e-6);
      const shape = peakShape(widths, angles[top]!);
      // Area over height; the highest point need not be the centre.
      const breadth = (stray.reduce((sum, y) => sum + y, 0) * grid.step) / stray[top]!;
      const ratio = breadth * pseudoVoigt(shape, 0);
      expect(ratio).toBeGreaterThan(0.9);
      expect(ratio).toBeLessThan(1.6);
      expect(stray.filter((value) => value > 1e-6).length * grid.step).toBeLessThan(20);
    }
    expect(sameBits(augmented(options, createRng(1), empty), empty)).toBe(false);
  });

  test('a background is smooth, never negative and at most its height', () => {
    for (let seed = 0; seed < 20; seed++) {
      const empty = new Float32Array(grid.count);
      empty[0] = 1;
      const y = augmented({ background: { max: 0.2 } }, createRng(seed), empty);
      // The first point is 1 plus the background there, and scales all.
      const curve = y.subarray(1);
      expect(curve.every((value) => value >= 0 && value <= 0.2 + 1e-6)).toBe(true);
      const steps = curve.subarray(1).map((value, i) => Math.abs(value - curve[i]!));
      expect(largest(steps)).toBeLessThan(0.02);
    }
  });

  test('a missing range is empty, what is left stays, and something is left', () => {
    const y = augmented({ missingRange: { maxLow: 40, maxHigh: 80 } }, fixed(0.5));
    const inside = (x: number) => x >= grid.start + 20 - 1e-9 && x <= angles.at(-1)! - 40 + 1e-9;
    const expected = PATTERN.map((value, i) => (inside(angles[i]!) ? value : 0));
    expect(sameBits(y, expected)).toBe(true);
    const far = { missingRange: { maxLow: 0, maxHigh: 400 } };
    expect(sameBits(augmented(far, fixed(0.5)), PATTERN)).toBe(true);
  });
});
