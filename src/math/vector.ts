/** Three numbers: a vector, or a row of a matrix. */
export type Triple = readonly [number, number, number];

/** A 3 × 3 matrix by rows. */
export type Matrix3 = readonly [Triple, Triple, Triple];

export const radFromDeg = (deg: number): number => (deg * Math.PI) / 180;
export const degFromRad = (rad: number): number => (rad * 180) / Math.PI;

export const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const norm = (a: Triple): number => Math.hypot(a[0], a[1], a[2]);
export const cross = (a: Triple, b: Triple): Triple => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** Matrix times column vector. */
export const transform3 = (m: Matrix3, v: Triple): Triple => [
  dot(m[0], v),
  dot(m[1], v),
  dot(m[2], v),
];

export const transpose3 = (m: Matrix3): Matrix3 => [
  [m[0][0], m[1][0], m[2][0]],
  [m[0][1], m[1][1], m[2][1]],
  [m[0][2], m[1][2], m[2][2]],
];

export function multiply3(a: Matrix3, b: Matrix3): Matrix3 {
  const columns = transpose3(b);
  return [transform3(columns, a[0]), transform3(columns, a[1]), transform3(columns, a[2])];
}

export const determinant3 = (m: Matrix3): number => dot(m[0], cross(m[1], m[2]));

/**
 * Inverse by cofactors.
 *
 * @throws RangeError when the matrix is singular.
 */
export function invert3(m: Matrix3): Matrix3 {
  const det = determinant3(m);
  if (!(Math.abs(det) > 0)) throw new RangeError('a singular matrix has no inverse');
  const scaled = (v: Triple): Triple => [v[0] / det, v[1] / det, v[2] / det];
  return transpose3([
    scaled(cross(m[1], m[2])),
    scaled(cross(m[2], m[0])),
    scaled(cross(m[0], m[1])),
  ]);
}
