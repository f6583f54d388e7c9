import { leastSquares } from './leastSquares.ts';

/** Times ½ β² of every coefficient: keeps them finite where classes can be told apart entirely. */
const RIDGE = 1;
const ROUNDS = 25;
const CONVERGED = 1e-6;

/**
 * Logistic regression, P(y = 1) = 1/(1 + exp(−s)) with s = Σ β x, by iteratively reweighted least
 * squares with a ridge. [McCullagh & Nelder, Generalized Linear Models (1989), 4.4]
 *
 * @param rows features of each item
 * @param labels 0 or 1
 * @returns the score s of the features of an item
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
): (features: readonly number[]) => number {
  const size = rows[0]!.length;
  const count = rows.length;
  // Rows below the items, one a coefficient, hold the ridge.
  const columns = Array.from({ length: size }, (_, j) => {
    const column = new Float64Array(count + size);
    for (const [i, row] of rows.entries()) column[i] = row[j]!;
    column[count + j] = 1;
    return column;
  });
  const target = new Float64Array(count + size);
  const weights = new Float64Array(count + size).fill(RIDGE);
  let coefficients: readonly number[] = new Array<number>(size).fill(0);
  const score = (features: readonly number[]) =>
    features.reduce((sum, x, j) => sum + x * coefficients[j]!, 0);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, row] of rows.entries()) {
      const s = score(row);
      const p = 1 / (1 + Math.exp(-s));
      const weight = Math.max(p * (1 - p), 1e-9);
      weights[i] = weight;
      target[i] = s + (labels[i]! - p) / weight;
    }
    const next = leastSquares(columns, target, weights);
    // The ridge makes columns independent.
    if (!next) throw new Error('the columns of a ridge regression cannot depend on each other');
    const step = Math.max(...next.map((value, j) => Math.abs(value - coefficients[j]!)));
    coefficients = next;
    if (step < CONVERGED) break;
  }
  return score;
}
