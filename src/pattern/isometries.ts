import {
  determinant3,
  dot,
  invert3,
  type Matrix3,
  multiply3,
  type Triple,
  transform3,
  transpose3,
} from '../math/index.ts';

/** Share of the metric by which lengths and angles may miss a symmetry. */
const METRIC_TOLERANCE = 1e-4;
/** Relative gain below which a vector is not taken for shorter. */
const ROUNDING = 1e-9;

/** The basis of all vectors with whole coordinates. */
export const EDGES: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/**
 * The rotations and reflections that leave a lattice as it is, as matrices on column vectors.
 * `basis` gives the lattice by rows, in coordinates with the metric tensor `metric`. Where it holds
 * not all vectors with whole coordinates, elements may be fractions; images of its vectors are whole.
 */
export function isometries(metric: Matrix3, basis: Matrix3): readonly Matrix3[] {
  const reduced = reducedBasis(metric, basis);
  const gram = multiply3(multiply3(reduced, metric), transpose3(reduced));
  const back = invert3(reduced);
  return automorphisms(gram).map((images) =>
    transpose3(multiply3(multiply3(back, images), reduced)),
  );
}

/**
 * A basis of the same lattice in which no vector gets shorter by adding or subtracting the others:
 * reduced in the sense of Minkowski.
 */
export function reducedBasis(metric: Matrix3, basis: Matrix3): Matrix3 {
  const square = (v: Triple) => dot(v, transform3(metric, v));
  const vectors: [Triple, Triple, Triple] = [...basis];
  for (let i = 0; i < 3; ) {
    const others = [vectors[(i + 1) % 3]!, vectors[(i + 2) % 3]!] as const;
    const shortest = neighbours(vectors[i]!, ...others).reduce((best, candidate) =>
      square(candidate) < square(best) ? candidate : best,
    );
    const gain = square(shortest) < square(vectors[i]!) * (1 - ROUNDING);
    if (gain) vectors[i] = shortest;
    i = gain ? 0 : i + 1;
  }
  return vectors;
}

/** w + pu + qv with p and q from −1 to 1. */
const neighbours = (w: Triple, u: Triple, v: Triple): readonly Triple[] =>
  [-1, 0, 1].flatMap((p) =>
    [-1, 0, 1].map(
      (q) =>
        [
          w[0] + p * u[0] + q * v[0],
          w[1] + p * u[1] + q * v[1],
          w[2] + p * u[2] + q * v[2],
        ] as const,
    ),
  );

/**
 * The images of a reduced basis, by rows in that basis, under the symmetry of its lattice. Their
 * elements are −1, 0 and 1, few enough to try.
 */
function automorphisms(gram: Matrix3): readonly Matrix3[] {
  const product = (u: Triple, v: Triple) => dot(u, transform3(gram, v));
  const near = (value: number, i: number, j: number) =>
    Math.abs(value - gram[i]![j]!) < METRIC_TOLERANCE * Math.sqrt(gram[i]![i]! * gram[j]![j]!);
  const [as, bs, cs] = [0, 1, 2].map((i) => SHORT_VECTORS.filter((v) => near(product(v, v), i, i)));
  const found: Matrix3[] = [];
  for (const a of as!) {
    for (const b of bs!) {
      if (!near(product(a, b), 0, 1)) continue;
      for (const c of cs!) {
        const images: Matrix3 = [a, b, c];
        const fits = near(product(a, c), 0, 2) && near(product(b, c), 1, 2);
        if (fits && Math.abs(determinant3(images)) === 1) found.push(images);
      }
    }
  }
  return found;
}

const SHORT_VECTORS: readonly Triple[] = [-1, 0, 1].flatMap((x) =>
  [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((z) => [x, y, z] as const)),
);
