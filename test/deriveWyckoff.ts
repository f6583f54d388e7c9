import type { SymmetryOperation } from '../src/crystal/index.ts';

/** Multiplicity in the cell, and degrees of freedom of a Wyckoff position. */
interface Position {
  readonly multiplicity: number;
  readonly freedom: number;
}

/** Points on a grid of this many a cell edge: special points are multiples of 1/8 and 1/12. */
const N = 24;
const wrap = (n: number): number => ((n % N) + N) % N;
const placeOf = (x: number, y: number, z: number): number => (wrap(x) * N + wrap(y)) * N + wrap(z);

/**
 * Wyckoff positions from nothing but operations. Every position has points on the grid. Two of them
 * are of one position when an operation takes one to the other, or when one lies on the line or
 * plane that the site symmetry of the other leaves in place and has as much site symmetry.
 */
export function deriveWyckoff(operations: readonly SymmetryOperation[]): readonly Position[] {
  const { join, find } = disjointSets(N ** 3);
  const { orders, sums } = siteSymmetries(operations, join);
  const count = N ** 3;
  for (let place = 0; place < count; place++) {
    const point = [Math.floor(place / (N * N)), Math.floor(place / N) % N, place % N] as const;
    for (const [x, y, z] of directions(sums.subarray(9 * place, 9 * place + 9))) {
      for (let k = 1; k < N; k++) {
        const other = placeOf(point[0] + k * x, point[1] + k * y, point[2] + k * z);
        if (orders[other] === orders[place]) join(place, other);
      }
    }
  }
  const positions = new Map<number, Position>();
  for (let place = 0; place < count; place++) {
    const order = orders[place]!;
    const trace = sums[9 * place]! + sums[9 * place + 4]! + sums[9 * place + 8]!;
    // The mean of the rotations projects onto what they leave in place.
    const position = { multiplicity: operations.length / order, freedom: trace / order };
    positions.set(find(place), position);
  }
  return [...positions.values()];
}

/** Order of the site symmetry of each point, and the sum of its rotations; images are joined. */
function siteSymmetries(
  operations: readonly SymmetryOperation[],
  join: (i: number, j: number) => void,
) {
  const orders = new Int32Array(N ** 3);
  const sums = new Int32Array(9 * N ** 3);
  for (const { rotation, translation } of operations) {
    const r = Int32Array.from(rotation.flat());
    const [tx, ty, tz] = translation.map((t) => Math.round(t * N));
    for (let place = 0; place < orders.length; place++) {
      const [x, y, z] = [Math.floor(place / (N * N)), Math.floor(place / N) % N, place % N];
      const image = placeOf(
        r[0]! * x + r[1]! * y + r[2]! * z + tx!,
        r[3]! * x + r[4]! * y + r[5]! * z + ty!,
        r[6]! * x + r[7]! * y + r[8]! * z + tz!,
      );
      if (image !== place) {
        join(place, image);
        continue;
      }
      orders[place]!++;
      for (let i = 0; i < 9; i++) sums[9 * place + i]! += r[i]!;
    }
  }
  return { orders, sums };
}

function disjointSets(size: number) {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const find = (place: number): number => {
    let at = place;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const join = (i: number, j: number) => {
    parent[find(i)] = find(j);
  };
  return { find, join };
}

/** Shortest whole vectors along the columns of the sum of a site's rotations. */
function directions(sum: Int32Array): readonly (readonly [number, number, number])[] {
  return [0, 1, 2].flatMap((column) => {
    const vector = [sum[column]!, sum[3 + column]!, sum[6 + column]!] as const;
    const divisor = vector.reduce(greatestCommonDivisor, 0);
    if (divisor === 0) return [];
    return [[vector[0] / divisor, vector[1] / divisor, vector[2] / divisor] as const];
  });
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
