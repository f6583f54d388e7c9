/** Coefficients of Acklam's rational approximations, centre and tails. */
const A = [
  -39.6968302866538, 220.946098424521, -275.928510446969, 138.357751867269, -30.6647980661472,
  2.50662827745924,
] as const;
const B = [
  -54.4760987982241, 161.585836858041, -155.698979859887, 66.8013118877197, -13.2806815528857, 1,
] as const;
const C = [
  -0.00778489400243029, -0.322396458041136, -2.40075827716184, -2.54973253934373, 4.37466414146497,
  2.93816398269878,
] as const;
const D = [0.00778469570904146, 0.32246712907004, 2.445134137143, 3.75440866190742, 1] as const;
const TAIL = 0.02425;

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

/**
 * The value that a standard normal variable stays below with probability `p`, 0 < p < 1; relative
 * error below 1.2e-9. [P. J. Acklam, An algorithm for computing the inverse normal cumulative
 * distribution function (2003)]
 */
export function normalQuantile(p: number): number {
  if (p > 1 - TAIL) return -normalQuantile(1 - p);
  if (p < TAIL) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(C, q) / polynomial(D, q);
  }
  const q = p - 0.5;
  return (polynomial(A, q * q) * q) / polynomial(B, q * q);
}

/**
 * Probability that a standard normal variable stays below `x`; error below 7.5e-8.
 * [Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 26.2.17]
 */
export function normalCdf(x: number): number {
  if (x > 0) return 1 - normalCdf(-x);
  const t = 1 / (1 - 0.2316419 * x);
  const coefficients = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153, 0];
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return density * polynomial(coefficients, t);
}
