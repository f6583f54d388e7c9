/**
 * Coefficients of the powers of x − `from`, constant first, of the polynomial that meets `f` at the
 * Chebyshev points of an interval.
 */
export function interpolate(
  f: (x: number) => number,
  from: number,
  to: number,
  degree: number,
): Float64Array {
  const n = degree + 1;
  const t = Array.from({ length: n }, (_, i) => (1 - Math.cos((Math.PI * (i + 0.5)) / n)) / 2);
  const divided = t.map((x) => f(from + (to - from) * x));
  for (let order = 1; order < n; order++) {
    for (let i = n - 1; i >= order; i--) {
      divided[i] = (divided[i]! - divided[i - 1]!) / (t[i]! - t[i - order]!);
    }
  }
  // From Newton's form to powers of t, then of x − from.
  let powers = [divided[n - 1]!];
  for (let i = n - 2; i >= 0; i--) {
    const next = [0, ...powers];
    for (let p = 0; p < powers.length; p++) next[p]! -= t[i]! * powers[p]!;
    next[0]! += divided[i]!;
    powers = next;
  }
  return Float64Array.from(powers, (c, p) => c / (to - from) ** p);
}

/** Value of a polynomial, its constant first. */
export function evaluatePolynomial(coefficients: Float64Array, x: number): number {
  let value = 0;
  for (let p = coefficients.length - 1; p >= 0; p--) value = value * x + coefficients[p]!;
  return value;
}
