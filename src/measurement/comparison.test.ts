import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareToMeasurement } from './comparison.ts';
import type { Measurement } from './measurement.ts';
import { valuesAt } from './valuesAt.ts';

const twoTheta = Float64Array.from({ length: 200 }, (_, i) => 10 + 0.1 * i);
const peakAt = (centre: number) => twoTheta.map((x) => Math.exp(-(((x - centre) / 0.3) ** 2)));
const [first, second] = [peakAt(15), peakAt(22)];

const measured = (intensity: Float64Array, sigma?: Float64Array): Measurement => ({
  twoTheta,
  intensity,
  warnings: [],
  ...(sigma && { sigma }),
});

const compare = (...args: Parameters<typeof compareToMeasurement>) => {
  const result = compareToMeasurement(...args);
  if (!result.ok) throw new Error(result.message);
  return result.comparison;
};

describe('compareToMeasurement', () => {
  test('finds scales and background of a sum again', () => {
    const number = fc.double({ min: 0.1, max: 100, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, (p, q, c, slope) => {
        const x = (angle: number) => (2 * (angle - 10)) / 19.9 - 1;
        const sum = twoTheta.map(
          (angle, i) => p * first![i]! + q * second![i]! + c + slope * x(angle),
        );
        const { scales, background, R, Rwp } = compare(measured(sum), [first!, second!]);
        expect(scales[0]! / p).toBeCloseTo(1, 9);
        expect(scales[1]! / q).toBeCloseTo(1, 9);
        expect(background[0]! / c).toBeCloseTo(1, 9);
        expect(background[1]! / slope).toBeCloseTo(1, 9);
        expect(R).toBeLessThan(1e-10);
        expect(Rwp).toBeUndefined();
      }),
    );
  });

  test('R = √(Σ(o−c)²/Σo²), Rwp with 1/σ²', () => {
    const o = first!.map((y, i) => 100 * y + (i % 2 === 0 ? 1 : -1));
    const sigma = o.map((_, i) => (i < 100 ? 2 : 1));
    const { calculated, R, Rwp } = compare(measured(o, sigma), [first!], { backgroundTerms: 0 });
    const sum = (f: (i: number) => number) => o.reduce((total, _, i) => total + f(i), 0);
    const square = (i: number) => (o[i]! - calculated[i]!) ** 2;
    expect(R).toBeCloseTo(Math.sqrt(sum(square) / sum((i) => o[i]! ** 2)), 12);
    const weighted = sum((i) => square(i) / sigma[i]! ** 2);
    expect(Rwp).toBeCloseTo(Math.sqrt(weighted / sum((i) => (o[i]! / sigma[i]!) ** 2)), 12);
  });

  test('leaves out points without calculation or sigma', () => {
    const phase = first!.map((y, i) => (i < 20 ? Number.NaN : y));
    const sigma = twoTheta.map((_, i) => (i === 199 ? 0 : 1));
    const comparison = compare(measured(first!, sigma), [phase]);
    expect(comparison.twoTheta).toHaveLength(179);
    expect(comparison.twoTheta[0]).toBe(twoTheta[20]);
  });

  test('says when there is nothing to fit', () => {
    const nowhere = first!.map(() => Number.NaN);
    expect(compareToMeasurement(measured(first!), [nowhere])).toMatchObject({
      ok: false,
      message: expect.stringContaining('0 points'),
    });
    const flat = first!.map(() => 0);
    expect(compareToMeasurement(measured(first!), [flat])).toMatchObject({ ok: false });
    expect(() => compareToMeasurement(measured(first!), [new Float64Array(3)])).toThrow(RangeError);
  });
});

describe('valuesAt', () => {
  test('lies on the lines between points and ends with them', () => {
    const pattern = { twoTheta: Float64Array.of(1, 2, 4), intensity: Float64Array.of(0, 10, 20) };
    const angles = Float64Array.of(0.9, 1, 1.5, 2, 3, 4, 4 + 1e-9, 4.1);
    const values = [Number.NaN, 0, 5, 10, 15, 20, 20, Number.NaN];
    expect([...valuesAt(pattern, angles)]).toEqual(values);
  });
});
