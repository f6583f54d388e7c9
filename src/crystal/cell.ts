import type { Matrix3 } from '../math/index.ts';
import { degFromRad, invert3, radFromDeg } from '../math/index.ts';
import type { Cell } from './crystal.ts';

/** Below the smallest cell edges lie lengths in nm; above the largest, mistyped ones. Å */
const EDGE_RANGE = [1, 1000] as const;

const cosDeg = (deg: number): number => (deg === 90 ? 0 : Math.cos(radFromDeg(deg)));

/** (V / abc)², 1 − cos²α − cos²β − cos²γ + 2 cosα cosβ cosγ; ≤ 0 for angles that close no cell. */
function squaredVolumeFactor({ alpha, beta, gamma }: Cell): number {
  const [ca, cb, cg] = [cosDeg(alpha), cosDeg(beta), cosDeg(gamma)];
  return 1 - ca * ca - cb * cb - cg * cg + 2 * ca * cb * cg;
}

/** Volume, Å³. */
export const cellVolume = (cell: Cell): number =>
  cell.a * cell.b * cell.c * Math.sqrt(squaredVolumeFactor(cell));

/** Metric tensor G, Å²: the squared length of a fractional vector is xᵀ G x. */
export function metricTensor({ a, b, c, alpha, beta, gamma }: Cell): Matrix3 {
  const ab = a * b * cosDeg(gamma);
  const ac = a * c * cosDeg(beta);
  const bc = b * c * cosDeg(alpha);
  return [
    [a * a, ab, ac],
    [ab, b * b, bc],
    [ac, bc, c * c],
  ];
}

/** The cell of a metric tensor, Å². */
export function cellFromMetric(g: Matrix3): Cell {
  const [a, b, c] = [Math.sqrt(g[0][0]), Math.sqrt(g[1][1]), Math.sqrt(g[2][2])];
  // Right angles must not depend on the last digit of a cosine.
  const angle = (cosine: number) => (Math.abs(cosine) < 1e-12 ? 90 : degFromRad(Math.acos(cosine)));
  return {
    a,
    b,
    c,
    alpha: angle(g[1][2] / (b * c)),
    beta: angle(g[0][2] / (a * c)),
    gamma: angle(g[0][1] / (a * b)),
  };
}

/** Reciprocal metric tensor G⁻¹, Å⁻², without 2π: 1/d² = hᵀ G⁻¹ h. */
export const reciprocalMetric = (cell: Cell): Matrix3 => invert3(metricTensor(cell));

/** Matrix taking fractional to Cartesian coordinates in Å: a along x, b in the xy plane. */
export function orthogonalisationMatrix(cell: Cell): Matrix3 {
  const { a, b, c, alpha, beta, gamma } = cell;
  const sg = gamma === 90 ? 1 : Math.sin(radFromDeg(gamma));
  const [ca, cb, cg] = [cosDeg(alpha), cosDeg(beta), cosDeg(gamma)];
  return [
    [a, b * cg, c * cb],
    [0, b * sg, (c * (ca - cb * cg)) / sg],
    [0, 0, (c * Math.sqrt(squaredVolumeFactor(cell))) / sg],
  ];
}

/** What makes the cell impossible, one sentence; undefined for a cell that may be. */
export function checkCell(cell: Cell): string | undefined {
  const [low, high] = EDGE_RANGE;
  for (const edge of ['a', 'b', 'c'] as const) {
    if (!(cell[edge] >= low && cell[edge] <= high)) {
      return `cell edge ${edge} is ${cell[edge]}; give it in Å, between ${low} and ${high}`;
    }
  }
  for (const angle of ['alpha', 'beta', 'gamma'] as const) {
    if (!(cell[angle] > 0 && cell[angle] < 180)) {
      return `cell angle ${angle} is ${cell[angle]}; give it in degrees, between 0 and 180`;
    }
  }
  if (squaredVolumeFactor(cell) > 1e-8) return undefined;
  return `angles of ${cell.alpha}, ${cell.beta} and ${cell.gamma} degrees close no cell`;
}
