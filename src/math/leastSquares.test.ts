import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSquares } from './leastSquares.ts';

const ones = (n: number) => new Float64Array(n).fill(1);

describe('leastSquares', () => {
  // Anscombe, Am. Stat. 27, 17 (1973): each of his four sets gives y = 3.00 + 0.500 x.
  test('Anscombe’s first set', () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const [constant, slope] = leastSquares([ones(11), x], y)!;
    expect(constant).toBeCloseTo(3.0001, 4);
    expect(slope).toBeCloseTo(0.5001, 4);
  });

  test('finds the coefficients of an exact sum, whatever the weights', () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(number, number, number, fc.integer({ min: 1, max: 9 }), (a, b, c, w) => {
        const x = Float64Array.from({ length: 30 }, (_, i) => i / 10 - 1);
        const columns = [ones(30), x, x.map((value) => value * value)];
        const y = x.map((value) => a + b * value + c * value * value);
        const weights = x.map((_, i) => 1 + ((i * w) % 7));
        const found = leastSquares(columns, y, weights)!;
        for (const [j, value] of [a, b, c].entries()) expect(found[j]).toBeCloseTo(value, 9);
      }),
    );
  });

  test('a weight counts like repetition', () => {
    const once = leastSquares([ones(3)], [1, 2, 6], [1, 1, 2])!;
    expect(once[0]).toBeCloseTo((1 + 2 + 6 + 6) / 4, 12);
  });

  test('columns that depend on each other have no answer', () => {
    expect(leastSquares([ones(4), new Float64Array(4).fill(2)], [1, 2, 3, 4])).toBeUndefined();
    expect(leastSquares([new Float64Array(4)], [1, 2, 3, 4])).toBeUndefined();
  });
});
