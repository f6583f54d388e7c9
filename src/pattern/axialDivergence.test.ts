import fc from 'fast-check';
import { expect, test } from 'vitest';
import { radFromDeg } from '../math/index.ts';
import { axialShifts } from './axialDivergence.ts';
import { evaluatePolynomial } from './polynomial.ts';

const height = fc.double({ min: 0.001, max: 0.06, noNaN: true });
const braggAngle = fc.oneof(
  fc.double({ min: 1, max: 89.5, noNaN: true }),
  fc.double({ min: 90.5, max: 178, noNaN: true }),
);

const finger = (sOverL: number, hOverL: number, bragg: number) =>
  axialShifts({ kind: 'finger-cox-jephcoat', sOverL, hOverL }, bragg)!;

type Shifts = ReturnType<typeof finger>;

const densityAt = (shifts: Shifts, v: number): number => densityOf(shifts)(v);

function densityOf({ density }: Shifts): (v: number) => number {
  const pieces = density();
  return (v) => {
    const { from, polynomial } = pieces.findLast((piece) => piece.from <= v)!;
    return evaluatePolynomial(polynomial, v - from);
  };
}

function mean(shifts: Shifts, f: (shift: number) => number): number {
  const n = 4000;
  const density = densityOf(shifts);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const v = (i + 0.5) / n;
    sum += (density(v) * f(shifts.largest * v * v)) / n;
  }
  return sum;
}

test('the shares of all shifts add up to 1', () => {
  fc.assert(
    fc.property(height, height, braggAngle, (s, h, bragg) => {
      expect(mean(finger(s, h, bragg), () => 1)).toBeCloseTo(1, 5);
    }),
  );
});

test('sample and slit may change places', () => {
  fc.assert(
    fc.property(height, height, braggAngle, (s, h, bragg) => {
      const [one, other] = [finger(s, h, bragg), finger(h, s, bragg)];
      expect(one.largest).toBe(other.largest);
      expect(densityAt(one, 0.4)).toBeCloseTo(densityAt(other, 0.4), 9);
    }),
  );
});

// Finger, Cox & Jephcoat (1994): W, h and the limits of 2φ as they are printed.
test('the density is the published one', () => {
  fc.assert(
    fc.property(
      height,
      height,
      braggAngle,
      fc.double({ min: 0.02, max: 0.98, noNaN: true }),
      (s, h, bragg, v) => {
        const shifts = finger(s, h, bragg);
        const cosine = Math.cos(radFromDeg(bragg));
        const limit = (x: number) =>
          Math.acos(Math.max(-1, Math.min(1, cosine * Math.sqrt(x * x + 1))));
        const inflection = limit(h - s);
        const published = (twoPhi: number) => {
          const above = Math.sqrt(Math.cos(twoPhi) ** 2 / cosine ** 2 - 1);
          const beyond =
            Math.abs(twoPhi - radFromDeg(bragg)) > Math.abs(inflection - radFromDeg(bragg));
          const w = beyond ? h + s - above : 2 * Math.min(h, s);
          return w / (2 * h * above * Math.abs(Math.cos(twoPhi)));
        };
        const ratio = (at: number) => {
          const twoPhi = radFromDeg(bragg + shifts.largest * at * at);
          return densityAt(shifts, at) / (published(twoPhi) * at);
        };
        expect(ratio(v) / ratio(0.5)).toBeCloseTo(1, 4);
      },
    ),
  );
});

test('for small shifts and S = H it is the simple density, with k = (S/L + H/L)²', () => {
  for (const bragg of [30, 60, 120, 150]) {
    const shifts = finger(0.005, 0.005, bragg);
    const simple = axialShifts({ kind: 'simple', k: 0.01 ** 2 }, bragg)!;
    expect(shifts.largest / simple.largest).toBeCloseTo(1, 3);
    for (const v of [0.1, 0.5, 0.9]) {
      expect(densityAt(shifts, v)).toBeCloseTo(densityAt(simple, v), 3);
    }
  }
});

test('a point sample and a high slit give an even distribution of heights', () => {
  // h grows like v, so that all v are alike.
  const shifts = finger(0, 0.02, 40);
  for (const v of [0.1, 0.5, 0.9]) expect(densityAt(shifts, v)).toBeCloseTo(1, 3);
});

test('below the height of the slit the shifts end at the direct beam', () => {
  expect(finger(0.04, 0.04, 3).largest).toBeCloseTo(-3, 9);
  expect(finger(0.04, 0.04, 177).largest).toBeCloseTo(3, 9);
});

test('peaks lean towards 0 below 90 degrees, towards 180 above, and not at all at 90', () => {
  expect(finger(0.03, 0.03, 40).largest).toBeLessThan(0);
  expect(finger(0.03, 0.03, 140).largest).toBeGreaterThan(0);
  expect(finger(0.03, 0.03, 90)).toBeUndefined();
  expect(axialShifts({ kind: 'none' }, 40)).toBeUndefined();
});

test('no heights, no shifts', () => {
  expect(finger(0, 0, 40)).toBeUndefined();
  expect(axialShifts({ kind: 'simple', k: 0 }, 40)).toBeUndefined();
});
