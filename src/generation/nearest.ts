import { type Cell, metricTensor, reciprocalMetric } from '../crystal/index.ts';

/** Squared distance from the origin to the nearest lattice copy of a fractional vector, Å². */
export type NearestCopy = (x: number, y: number, z: number, isSelf?: boolean) => number;

/**
 * The nearest copy under all lattice translations, exact below `cutoff` Å and infinite where none is
 * nearer. `isSelf` leaves the vector's own lattice point out: the distance of an atom to its copies.
 */
export function nearestCopyIn(cell: Cell, cutoff: number): NearestCopy {
  const [[g00, g01, g02], [, g11, g12], [, , g22]] = metricTensor(cell);
  const inverse = reciprocalMetric(cell);
  // A vector of length r has fractional components of at most r·a*, r·b*, r·c*.
  const rx = cutoff * Math.sqrt(inverse[0][0]);
  const ry = cutoff * Math.sqrt(inverse[1][1]);
  const rz = cutoff * Math.sqrt(inverse[2][2]);
  const limit = cutoff * cutoff;
  return (x, y, z, isSelf = false) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (let u = x + Math.ceil(-rx - x); u <= rx; u++) {
      const uu = g00 * u * u;
      for (let v = y + Math.ceil(-ry - y); v <= ry; v++) {
        const uv = uu + v * (g11 * v + 2 * g01 * u);
        const mixed = 2 * (g02 * u + g12 * v);
        for (let w = z + Math.ceil(-rz - z); w <= rz; w++) {
          const squared = uv + w * (g22 * w + mixed);
          if (squared < nearest && !(isSelf && squared < 1e-6)) nearest = squared;
        }
      }
    }
    return nearest < limit ? nearest : Number.POSITIVE_INFINITY;
  };
}
