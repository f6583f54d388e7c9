import type { Matrix3, Triple } from '../math/index.ts';

type Row = [number, number, number];
type Axis = 0 | 1 | 2;

/**
 * Basis, by rows, of the lattice that integer vectors span: all sums of their multiples. Undefined
 * where they lie in a plane. Euclid's algorithm, axis by axis (Hermite's normal form).
 */
export function spannedLattice(vectors: Iterable<Triple>): Matrix3 | undefined {
  const basis: [Row, Row, Row] = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (const vector of vectors) insert(basis, [...vector]);
  return basis.every((row, axis) => row[axis] !== 0) ? basis : undefined;
}

/** Widens the lattice by a vector. Row i begins with i zeros, before and after. */
function insert(basis: [Row, Row, Row], vector: Row): void {
  let rest = vector;
  for (const axis of [0, 1, 2] as const) {
    while (rest[axis] !== 0) {
      const row = basis[axis];
      const remainder = subtract(row, Math.trunc(row[axis] / rest[axis]), rest);
      basis[axis] = rest;
      rest = remainder;
    }
  }
  // Keeps the elements small.
  for (const axis of [1, 2] as const) reduceAbove(basis, axis);
}

function reduceAbove(basis: [Row, Row, Row], axis: Axis): void {
  const pivot = basis[axis];
  if (pivot[axis] === 0) return;
  for (let above = 0; above < axis; above++) {
    const row = basis[above as Axis];
    basis[above as Axis] = subtract(row, Math.round(row[axis] / pivot[axis]), pivot);
  }
}

const subtract = (row: Row, times: number, other: Row): Row => [
  row[0] - times * other[0],
  row[1] - times * other[1],
  row[2] - times * other[2],
];
