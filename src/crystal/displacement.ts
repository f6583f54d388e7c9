import { determinant3, type Matrix3, multiply3, transpose3 } from '../math/index.ts';
import { metricTensor, reciprocalMetric } from './cell.ts';
import type { Cell, Displacement } from './crystal.ts';

/** U11 U22 U33 U12 U13 U23, Å². */
export type AnisotropicU = Extract<Displacement, { kind: 'anisotropic' }>['u'];

/** Changes each of the six components. */
export const mapTensor = (u: AnisotropicU, change: (value: number) => number): AnisotropicU => [
  change(u[0]),
  change(u[1]),
  change(u[2]),
  change(u[3]),
  change(u[4]),
  change(u[5]),
];

/** U = B / 8π²; both Å². */
export const uFromB = (b: number): number => b / (8 * Math.PI ** 2);

const matrixOf = ([u11, u22, u33, u12, u13, u23]: AnisotropicU): Matrix3 => [
  [u11, u12, u13],
  [u12, u22, u23],
  [u13, u23, u33],
];

const componentsOf = (m: Matrix3): AnisotropicU => [
  m[0][0],
  m[1][1],
  m[2][2],
  m[0][1],
  m[0][2],
  m[1][2],
];

/** Rounding that is let pass in a component, Å². */
const ZERO_U = 1e-6;

/** Whether atoms move in no direction by less than nothing: no principal minor is negative. */
export function isPhysical(u: AnisotropicU): boolean {
  const [u11, u22, u33, u12, u13, u23] = u;
  const pairs = [
    [u11, u22, u12],
    [u11, u33, u13],
    [u22, u33, u23],
  ] as const;
  // A minor of order n has the size of uⁿ.
  const size = Math.max(...u.map(Math.abs));
  return (
    [u11, u22, u33].every((x) => x >= -ZERO_U) &&
    pairs.every(([x, y, xy]) => x * y - xy * xy >= -ZERO_U * size) &&
    determinant3(matrixOf(u)) >= -ZERO_U * size * size
  );
}

/** a*, b*, c*, Å⁻¹, without 2π. */
function reciprocalEdges(cell: Cell): readonly [number, number, number] {
  const inverse = reciprocalMetric(cell);
  return [Math.sqrt(inverse[0][0]), Math.sqrt(inverse[1][1]), Math.sqrt(inverse[2][2])];
}

/** Multiplies the element ij by sᵢ sⱼ. */
function scaleBoth(m: Matrix3, s: readonly [number, number, number]): Matrix3 {
  const row = (i: 0 | 1 | 2) =>
    [m[i][0] * s[i] * s[0], m[i][1] * s[i] * s[1], m[i][2] * s[i] * s[2]] as const;
  return [row(0), row(1), row(2)];
}

const inverses = (s: readonly [number, number, number]) => [1 / s[0], 1 / s[1], 1 / s[2]] as const;

/** Uⁱʲ = βⁱʲ / (2π² aᵢ* aⱼ*). [Trueblood et al., Acta Cryst. A52, 770 (1996)] */
export function uFromBeta(beta: AnisotropicU, cell: Cell): AnisotropicU {
  const scaled = scaleBoth(matrixOf(beta), inverses(reciprocalEdges(cell)));
  return mapTensor(componentsOf(scaled), (value) => value / (2 * Math.PI ** 2));
}

/**
 * The tensor U of an atom whose fractional coordinates are changed by a matrix, from those of one cell
 * to those of another: the components Uⁱʲ aᵢ* aⱼ* transform as R (…) Rᵀ.
 * [Trueblood et al., Acta Cryst. A52, 770 (1996)]
 */
export function transformU(u: AnisotropicU, linear: Matrix3, from: Cell, to: Cell): AnisotropicU {
  const contravariant = scaleBoth(matrixOf(u), reciprocalEdges(from));
  const changed = multiply3(multiply3(linear, contravariant), transpose3(linear));
  return componentsOf(scaleBoth(changed, inverses(reciprocalEdges(to))));
}

/** The tensor U of the image of an atom under a rotation of fractional coordinates. */
export const rotateU = (u: AnisotropicU, rotation: Matrix3, cell: Cell): AnisotropicU =>
  transformU(u, rotation, cell, cell);

/** Equivalent isotropic U = ⅓ Σ Uⁱʲ aᵢ* aⱼ* aᵢ·aⱼ, Å². [Trueblood et al. (1996)] */
export function equivalentU(u: AnisotropicU, cell: Cell): number {
  const contravariant = scaleBoth(matrixOf(u), reciprocalEdges(cell));
  const product = multiply3(contravariant, metricTensor(cell));
  return (product[0][0] + product[1][1] + product[2][2]) / 3;
}
