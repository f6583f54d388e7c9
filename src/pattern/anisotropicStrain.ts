import type { Crystal } from '../crystal/index.ts';
import type { Matrix3, Triple } from '../math/index.ts';
import { laueOperations } from './laueOperations.ts';

/**
 * Anisotropic strain after Stephens: 1/d² of a reflection has the variance Σ S_HKL hᴴ kᴷ lᴸ with
 * H + K + L = 4, and its peak a FWHM of √variance · tanθ / (1/d²) radians.
 * [Stephens, J. Appl. Cryst. 32, 281 (1999)]
 */
export interface StrainForm {
  /** FWHM of Δ(1/d²) / (1/d²) of a reflection; NaN where the variance is negative. */
  broadening(q2: number, h: number, k: number, l: number): number;
}

export type StrainFormResult =
  | { readonly ok: true; readonly form: StrainForm }
  | { readonly ok: false; readonly message: string };

/** Powers of h, k and l, in the order in which terms are preferred where symmetry ties several. */
const POWERS: readonly Triple[] = [
  [4, 0, 0],
  [0, 4, 0],
  [0, 0, 4],
  [2, 2, 0],
  [2, 0, 2],
  [0, 2, 2],
  [3, 1, 0],
  [3, 0, 1],
  [1, 3, 0],
  [1, 0, 3],
  [0, 3, 1],
  [0, 1, 3],
  [2, 1, 1],
  [1, 2, 1],
  [1, 1, 2],
];
const NAMES = POWERS.map((powers) => `S${powers.join('')}`);
/** Share below which what is left of a sum is rounding error. */
const ZERO = 1e-9;

/**
 * Names of the S_HKL that the symmetry of a crystal leaves free, in the setting of its cell: two
 * for cubic crystals, 15 for triclinic ones.
 */
export const strainTerms = (crystal: Crystal): readonly string[] =>
  reduceRows(invariants(laueOperations(crystal)), NAMES).map(({ name }) => name);

/**
 * The variance of a crystal from some S_HKL; those that symmetry ties to them follow, others are 0.
 */
export function strainForm(
  crystal: Crystal,
  coefficients: Readonly<Record<string, number>>,
): StrainFormResult {
  const given = Object.keys(coefficients);
  const unknown = given.find((name) => !NAMES.includes(name));
  if (unknown) return { ok: false, message: `${unknown} is no term of strain: S400, S220, S301 …` };
  const rows = invariants(laueOperations(crystal));
  // Terms that are given come first, so that they are the ones on which the others depend.
  const basis = reduceRows(rows, [...given, ...NAMES.filter((name) => !given.includes(name))]);
  const free = new Map(basis.map(({ name, row }) => [name, row]));
  const tied = given.find((name) => !free.has(name));
  if (tied) {
    const terms = reduceRows(rows, NAMES).map(({ name }) => name);
    return {
      ok: false,
      message: `${tied} is not free in this symmetry, which has ${terms.join(', ')}`,
    };
  }
  const sum = NAMES.map((_, i) =>
    given.reduce((total, name) => total + coefficients[name]! * free.get(name)![i]!, 0),
  );
  return { ok: true, form: { broadening: (q2, h, k, l) => rootOfQuartic(sum, h, k, l) / q2 } };
}

function rootOfQuartic(coefficients: readonly number[], h: number, k: number, l: number): number {
  let sum = 0;
  let size = 0;
  for (let i = 0; i < POWERS.length; i++) {
    const [p, q, r] = POWERS[i]!;
    const term = coefficients[i]! * h ** p * k ** q * l ** r;
    sum += term;
    size += Math.abs(term);
  }
  return Math.abs(sum) < ZERO * size ? 0 : Math.sqrt(sum);
}

/** Rows that span the forms of degree 4 which a group of operations on hkl leaves as they are. */
const invariants = (operations: readonly Matrix3[]): readonly (readonly number[])[] =>
  POWERS.map((powers) => {
    // The mean of all images of a form is invariant.
    const images = operations.map((operation) => imageOf(powers, operation));
    return NAMES.map(
      (name) => images.reduce((sum, image) => sum + (image.get(name) ?? 0), 0) / images.length,
    );
  });

/** hᴴ kᴷ lᴸ of the indices that an operation makes of hkl, by terms. */
function imageOf(powers: Triple, operation: Matrix3): ReadonlyMap<string, number> {
  let image = new Map([['S000', 1]]);
  for (const axis of [0, 1, 2] as const) {
    for (let n = 0; n < powers[axis]; n++) image = timesLinear(image, operation[axis]);
  }
  return image;
}

/** A form times x h + y k + z l. */
function timesLinear(form: ReadonlyMap<string, number>, [x, y, z]: Triple): Map<string, number> {
  const product = new Map<string, number>();
  for (const [name, coefficient] of form) {
    const [p, q, r] = [...name.slice(1)].map(Number) as unknown as Triple;
    for (const [term, factor] of [
      [`S${p + 1}${q}${r}`, x],
      [`S${p}${q + 1}${r}`, y],
      [`S${p}${q}${r + 1}`, z],
    ] as const) {
      product.set(term, (product.get(term) ?? 0) + coefficient * factor);
    }
  }
  return product;
}

interface ReducedRow {
  /** The term that is 1 in this row and 0 in all others. */
  readonly name: string;
  readonly row: readonly number[];
}

/** Reduced row echelon form, pivots taken in the order of `names`. */
function reduceRows(
  rows: readonly (readonly number[])[],
  names: readonly string[],
): readonly ReducedRow[] {
  let rest = rows;
  let reduced: readonly ReducedRow[] = [];
  for (const name of names) {
    const column = NAMES.indexOf(name);
    const size = (row: readonly number[]) => Math.abs(row[column]!);
    const largest = rest.reduce(
      (best, row) => (size(row) > size(best) ? row : best),
      rest[0] ?? [],
    );
    if (!(size(largest) > ZERO)) continue;
    const pivot = largest.map((value) => value / largest[column]!);
    const without = (row: readonly number[]) =>
      row.map((value, i) => value - row[column]! * pivot[i]!);
    rest = rest.filter((row) => row !== largest).map(without);
    reduced = [...reduced.map((r) => ({ ...r, row: without(r.row) })), { name, row: pivot }];
  }
  return reduced;
}
