import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { l2 } from '../../test/goldenNetwork.ts';
import { clipGradient, updateAverage } from './optimiser.ts';

const vector = fc
  .array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 20 })
  .map((values) => Float32Array.from(values));

describe('a gradient', () => {
  test('(3, 4) of norm 5 is shortened to norm 1: (0.6, 0.8)', () => {
    const gradient = Float32Array.of(3, 4);
    expect(clipGradient(gradient, 1)).toBe(5);
    expect(gradient).toEqual(Float32Array.of(0.6, 0.8));
  });

  test('no longer than allowed stays as it is, to the last bit', () => {
    fc.assert(
      fc.property(vector, (gradient) => {
        const before = gradient.slice();
        expect(clipGradient(gradient)).toBeCloseTo(l2(before), 9);
        expect(clipGradient(gradient, l2(before))).toBeCloseTo(l2(before), 9);
        expect(gradient).toEqual(before);
      }),
    );
  });

  test('that is longer gets the length allowed and keeps its direction', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(vector, share, (gradient, part) => {
        fc.pre(l2(gradient) > 1e-3);
        const before = gradient.slice();
        const norm = clipGradient(gradient, part * l2(before));
        expect(norm).toBeCloseTo(l2(before), 9);
        expect(l2(gradient) / (part * norm)).toBeCloseTo(1, 6);
        gradient.forEach((g, i) => {
          expect(Math.abs(g - part * before[i]!)).toBeLessThan(1e-6 * norm);
        });
      }),
    );
  });

  // The sum of squares is far beyond float32, but not beyond float64.
  test('of huge elements has a norm still', () => {
    const gradient = Float32Array.of(3e38, -3e38);
    expect(clipGradient(gradient, 1) / (Math.SQRT2 * 3e38)).toBeCloseTo(1, 6);
    expect(l2(gradient)).toBeCloseTo(1, 6);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'with an element %d has no finite norm',
    (element) => {
      expect(clipGradient(Float32Array.of(1, element), 1)).not.toSatisfy(Number.isFinite);
    },
  );
});

describe('the average', () => {
  // min(0.99, (1 + n)/(10 + n)) by hand: after 1 step 2/11, after 8 9/18, from 891 on 0.99.
  test.each([
    [1, 2 / 11],
    [8, 0.5],
    [890, 891 / 900],
    [891, 0.99],
    [100_000, 0.99],
  ])('after %i steps keeps %d of itself', (steps, kept) => {
    const average = Float32Array.of(1, -2);
    updateAverage(average, Float32Array.of(0, 2), 0.99, steps);
    expect(average[0]).toBeCloseTo(kept, 6);
    expect(average[1]).toBeCloseTo(2 - 4 * kept, 6);
  });

  test('of parameters that stay comes to them, and a decay of 0 is the parameters', () => {
    const average = Float32Array.of(5);
    for (let step = 1; step <= 200; step++) {
      updateAverage(average, Float32Array.of(1), 0.9, step);
    }
    expect(average[0]).toBeCloseTo(1, 6);
    updateAverage(average, Float32Array.of(7), 0, 3);
    expect(average[0]).toBe(7);
  });

  test('lies between what it was and the parameters', () => {
    const decay = fc.double({ min: 0, max: 0.9999, noNaN: true });
    fc.assert(
      fc.property(vector, decay, fc.integer({ min: 1, max: 1e6 }), (parameters, chosen, steps) => {
        const average = new Float32Array(parameters.length);
        updateAverage(average, parameters, chosen, steps);
        average.forEach((a, i) => {
          const p = parameters[i]!;
          expect(a * p).toBeGreaterThanOrEqual(0);
          expect(Math.abs(a)).toBeLessThanOrEqual(Math.abs(p));
        });
      }),
    );
  });
});
