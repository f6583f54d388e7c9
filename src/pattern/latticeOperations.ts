import type { Cell } from '../crystal/index.ts';
import { metricTensor } from '../crystal/index.ts';
import {
  determinant3,
  dot,
  type Matrix3,
  type Triple,
  transform3,
  transpose3,
} from '../math/index.ts';

/** Share of the metric by which the edges and angles of a cell may miss a symmetry. */
const METRIC_TOLERANCE = 1e-4;

/**
 * The rotations and reflections that leave the lattice of a cell as it is: all integer matrices
 * R with Rᵀ G R = G. Elements beyond −1, 0, 1 occur only in needlessly oblique cells and are not
 * tried; there the group found is a part of the lattice's.
 */
export function latticeOperations(cell: Cell): readonly Matrix3[] {
  const metric = metricTensor(cell);
  const product = (u: Triple, v: Triple) => dot(u, transform3(metric, v));
  const near = (value: number, i: number, j: number) =>
    Math.abs(value - metric[i]![j]!) <
    METRIC_TOLERANCE * Math.sqrt(metric[i]![i]! * metric[j]![j]!);
  // Column i of R is the image of edge i.
  const [as, bs, cs] = [0, 1, 2].map((i) => SHORT_VECTORS.filter((v) => near(product(v, v), i, i)));
  const operations: Matrix3[] = [];
  for (const a of as!) {
    for (const b of bs!) {
      if (!near(product(a, b), 0, 1)) continue;
      for (const c of cs!) {
        const matrix = transpose3([a, b, c]);
        const fits = near(product(a, c), 0, 2) && near(product(b, c), 1, 2);
        if (fits && Math.abs(determinant3(matrix)) === 1) operations.push(matrix);
      }
    }
  }
  return operations;
}

const SHORT_VECTORS: readonly Triple[] = [-1, 0, 1].flatMap((x) =>
  [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((z) => [x, y, z] as const)),
);
