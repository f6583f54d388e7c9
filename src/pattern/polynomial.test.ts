import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluatePolynomial, interpolate } from './polynomial.ts';

const number = fc.double({ min: -2, max: 2, noNaN: true });

test('a polynomial is its own interpolation', () => {
  fc.assert(
    fc.property(fc.tuple(number, number, number, number), number, (c, from) => {
      const found = interpolate(
        (x) => evaluatePolynomial(Float64Array.from(c), x - from),
        from,
        from + 0.7,
        3,
      );
      found.forEach((value, i) => {
        expect(value).toBeCloseTo(c[i]!, 9);
      });
    }),
  );
});

test('a smooth function is met everywhere', () => {
  const found = interpolate(Math.exp, 1, 2, 12);
  for (let x = 1; x <= 2; x += 0.01) {
    expect(evaluatePolynomial(found, x - 1)).toBeCloseTo(Math.exp(x), 11);
  }
});
