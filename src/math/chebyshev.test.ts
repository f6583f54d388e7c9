import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chebyshevSum } from './chebyshev.ts';

test('Chebyshev polynomials are cosines of multiples', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: Math.PI, noNaN: true }), fc.nat(8), (angle, n) => {
      const only = Array.from({ length: n + 1 }, (_, i) => (i === n ? 1 : 0));
      expect(chebyshevSum(only, Math.cos(angle))).toBeCloseTo(Math.cos(n * angle), 10);
    }),
  );
  expect(chebyshevSum([], 0.3)).toBe(0);
});
