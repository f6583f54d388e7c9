/**
 * What the letters of a Hall symbol stand for.
 * [S. R. Hall & R. W. Grosse-Kunstleve, International Tables for Crystallography, Vol. B (2010),
 * Tables A1.4.2.2 to A1.4.2.6]
 */
import type { Triple } from '../../math/index.ts';

const ORIGIN: Triple = [0, 0, 0];
const A: Triple = [0, 1 / 2, 1 / 2];
const B: Triple = [1 / 2, 0, 1 / 2];
const C: Triple = [1 / 2, 1 / 2, 0];
const I: Triple = [1 / 2, 1 / 2, 1 / 2];

/** Lattice points in a cell. R is obverse; S and T are R with the threefold axis along a and b. */
export const CENTRING_VECTORS: Readonly<Record<string, readonly Triple[]>> = {
  P: [ORIGIN],
  A: [ORIGIN, A],
  B: [ORIGIN, B],
  C: [ORIGIN, C],
  I: [ORIGIN, I],
  F: [ORIGIN, A, B, C],
  R: [ORIGIN, [2 / 3, 1 / 3, 1 / 3], [1 / 3, 2 / 3, 2 / 3]],
  S: [ORIGIN, [1 / 3, 1 / 3, 2 / 3], [2 / 3, 2 / 3, 1 / 3]],
  T: [ORIGIN, [1 / 3, 2 / 3, 1 / 3], [2 / 3, 1 / 3, 2 / 3]],
};

/** Translations by letter; a digit is the share of the cell edge along a screw axis, digit/order. */
export const TRANSLATIONS: Readonly<Record<string, Triple>> = {
  a: [1 / 2, 0, 0],
  b: [0, 1 / 2, 0],
  c: [0, 0, 1 / 2],
  n: [1 / 2, 1 / 2, 1 / 2],
  u: [1 / 4, 0, 0],
  v: [0, 1 / 4, 0],
  w: [0, 0, 1 / 4],
  d: [1 / 4, 1 / 4, 1 / 4],
};

/** Proper rotations about z, the diagonals a−b (`'`) and a+b (`"`), and a+b+c (`*`). */
export const ROTATIONS: Readonly<Record<string, string>> = {
  '1': 'x,y,z',
  '2': '-x,-y,z',
  '3': '-y,x-y,z',
  '4': '-y,x,z',
  '6': 'x-y,x,z',
  "2'": '-y,-x,-z',
  '2"': 'y,x,-z',
  '3*': 'z,x,y',
};
