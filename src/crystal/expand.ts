import type { Triple } from '../math/index.ts';
import { metricTensor } from './cell.ts';
import type { Cell, Displacement, Site } from './crystal.ts';
import { type AnisotropicU, rotateU } from './displacement.ts';
import { applyOperation, type SymmetryOperation, wrapUnit } from './operation.ts';

/** Images nearer than this are one atom on a special position, Å: printed coordinates are rounded. */
const SAME_ATOM = 0.05;

/** Squared distance in Å² between points a fraction of a cell apart, over the lattice. */
function squaredDistanceIn(cell: Cell) {
  const g = metricTensor(cell);
  return (p: Triple, q: Triple): number => {
    const x = wrapHalf(p[0] - q[0]);
    const y = wrapHalf(p[1] - q[1]);
    const z = wrapHalf(p[2] - q[2]);
    const diagonal = g[0][0] * x * x + g[1][1] * y * y + g[2][2] * z * z;
    return diagonal + 2 * (g[0][1] * x * y + g[0][2] * x * z + g[1][2] * y * z);
  };
}

/** `value` moved into [−½, ½] by whole cells. */
const wrapHalf = (value: number): number => value - Math.round(value);

const isSame = (squaredDistance: number) => squaredDistance < SAME_ATOM * SAME_ATOM;

/** Mean of the images of `point` that fall on it, and the operations that take it there. */
function symmetrise(
  point: Triple,
  operations: readonly SymmetryOperation[],
  squaredDistance: (p: Triple, q: Triple) => number,
) {
  const stabiliser: SymmetryOperation[] = [];
  const sum = [0, 0, 0];
  for (const operation of operations) {
    const image = applyOperation(operation, point);
    if (!isSame(squaredDistance(image, point))) continue;
    stabiliser.push(operation);
    for (let k = 0; k < 3; k++) sum[k]! += point[k]! + wrapHalf(image[k]! - point[k]!);
  }
  const n = stabiliser.length;
  return { stabiliser, position: [sum[0]! / n, sum[1]! / n, sum[2]! / n] as const };
}

function meanU(terms: readonly AnisotropicU[]): AnisotropicU {
  const component = (i: number) => terms.reduce((sum, u) => sum + u[i]!, 0) / terms.length;
  return [component(0), component(1), component(2), component(3), component(4), component(5)];
}

const mapU = (displacement: Displacement, change: (u: AnisotropicU) => AnisotropicU) =>
  displacement.kind === 'anisotropic'
    ? { ...displacement, u: change(displacement.u) }
    : displacement;

/** The sites that symmetry makes of one. */
function expandOne(site: Site, cell: Cell, operations: readonly SymmetryOperation[]): Site[] {
  const squaredDistance = squaredDistanceIn(cell);
  // The second pass finds operations that miss the printed position and meet the averaged one.
  const first = symmetrise(site.position, operations, squaredDistance);
  const { stabiliser, position } = symmetrise(first.position, operations, squaredDistance);
  const displacement = mapU(site.displacement, (u) =>
    meanU(stabiliser.map(({ rotation }) => rotateU(u, rotation, cell))),
  );
  const copies: Site[] = [];
  for (const operation of operations) {
    const [x, y, z] = applyOperation(operation, position);
    const image = [tidy(x), tidy(y), tidy(z)] as const;
    if (copies.some((copy) => isSame(squaredDistance(copy.position, image)))) continue;
    copies.push({
      ...site,
      position: image,
      displacement: mapU(displacement, (u) => rotateU(u, operation.rotation, cell)),
    });
  }
  return copies;
}

/** Into [0, 1), where rounding errors have left 0.9999999999999999 to 0. */
const tidy = (value: number): number => wrapUnit(Math.round(value * 1e12) / 1e12);

/**
 * The full content of a cell from its asymmetric unit. Images of a site within 0.05 Å are one atom,
 * put at the centre of its images: its occupancy is crystallographic and stays as it is.
 */
export const expandSites = (
  sites: readonly Site[],
  cell: Cell,
  operations: readonly SymmetryOperation[],
): readonly Site[] => sites.flatMap((site) => expandOne(site, cell, operations));
