import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalCdf, normalQuantile } from './index.ts';

describe('normal distribution', () => {
  // Abramowitz & Stegun (1964), tables 26.1 and 26.5
  test.each([
    [0, 0.5],
    [1, 0.841344746],
    [2, 0.977249868],
    [-3, 0.001349898],
  ])('P(x < %d) = %d', (x, p) => {
    expect(normalCdf(x)).toBeCloseTo(p, 6);
    expect(normalQuantile(p)).toBeCloseTo(x, 5);
  });

  test('quantile and probability undo each other', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 6);
      }),
    );
  });
});
