/**
 * Σ c_n T_n(x), Chebyshev polynomials of the first kind, by Clenshaw's recurrence; x from −1 to 1.
 * [Clenshaw, Math. Tables Aids Comput. 9, 118 (1955)]
 */
export function chebyshevSum(coefficients: readonly number[], x: number): number {
  let next = 0;
  let current = 0;
  for (let n = coefficients.length - 1; n > 0; n--) {
    [current, next] = [2 * x * current - next + coefficients[n]!, current];
  }
  return x * current - next + (coefficients[0] ?? 0);
}
