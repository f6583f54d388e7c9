/** Share of a column that must be left when the columns before it are taken out. */
const INDEPENDENT = 1e-10;

/**
 * Linear least squares: the coefficients c that make Σᵢ wᵢ (yᵢ − Σⱼ cⱼ xⱼᵢ)² smallest, by modified
 * Gram–Schmidt orthogonalisation. Undefined when the columns xⱼ depend on each other.
 * [Björck, BIT 7, 1 (1967)]
 */
export function leastSquares(
  columns: readonly ArrayLike<number>[],
  target: ArrayLike<number>,
  weights?: ArrayLike<number>,
): readonly number[] | undefined {
  const weighted = (x: ArrayLike<number>) =>
    Float64Array.from(x, (value, i) => value * Math.sqrt(weights?.[i] ?? 1));
  const rest = weighted(target);
  const basis = columns.map(weighted);
  // Above its diagonal of ones, the triangle R of X = Q R; beside it the components of the target.
  const triangle: number[][] = basis.map(() => []);
  const components: number[] = [];
  for (const [j, column] of basis.entries()) {
    const size = product(columns[j]!, columns[j]!, weights);
    const norm = product(column, column);
    if (!(norm > INDEPENDENT * INDEPENDENT * size)) return undefined;
    for (let k = j + 1; k < basis.length; k++) {
      triangle[j]![k] = subtractAlong(basis[k]!, column, norm);
    }
    components.push(subtractAlong(rest, column, norm));
  }
  const found = [...components];
  for (let j = basis.length - 1; j >= 0; j--) {
    for (let k = j + 1; k < basis.length; k++) found[j]! -= triangle[j]![k]! * found[k]!;
  }
  return found;
}

function product(a: ArrayLike<number>, b: ArrayLike<number>, weights?: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]! * (weights?.[i] ?? 1);
  return sum;
}

/** Takes the part along `direction` out of a vector, in place, and returns its coefficient. */
function subtractAlong(vector: Float64Array, direction: Float64Array, norm: number): number {
  const coefficient = product(vector, direction) / norm;
  for (let i = 0; i < vector.length; i++) vector[i]! -= coefficient * direction[i]!;
  return coefficient;
}
