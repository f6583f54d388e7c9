import type { SymmetryOperation } from '../src/crystal/index.ts';

/** Multiplicity in the cell, and degrees of freedom of a Wyckoff position. */
interface Position {
  readonly multiplicity: number;
  readonly freedom: number;
}

/** The points of the grid that operations take to each other. */
interface GridOrbit {
  readonly point: readonly [number, number, number];
  /** Of the site symmetry of `point`. */
  readonly order: number;
  /** Sum of the rotations of its site symmetry, row after row. */
  readonly sum: readonly number[];
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
  const { orbits, orbitOf } = gridOrbits(operations);
  const parent = orbits.map((_, i) => i);
  const rootOf = (orbit: number): number => {
    let at = orbit;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const [i, { point, order, sum }] of orbits.entries()) {
    for (const [x, y, z] of directions(sum)) {
      for (let k = 1; k < N; k++) {
        const [px, py, pz] = point;
        const other = orbitOf[placeOf(px + k * x, py + k * y, pz + k * z)]!;
        if (orbits[other]!.order === order) parent[rootOf(i)] = rootOf(other);
      }
    }
  }
  return orbits
    .filter((_, i) => parent[i] === i)
    .map(({ order, sum }) => {
      // The mean of the rotations projects onto what they leave in place.
      const trace = sum[0]! + sum[4]! + sum[8]!;
      return { multiplicity: operations.length / order, freedom: trace / order };
    });
}

function gridOrbits(operations: readonly SymmetryOperation[]) {
  const orbits: GridOrbit[] = [];
  const orbitOf = new Int32Array(N ** 3).fill(-1);
  for (const place of orbitOf.keys()) {
    if (orbitOf[place]! >= 0) continue;
    const point = [Math.floor(place / (N * N)), Math.floor(place / N) % N, place % N] as const;
    const sum = new Array<number>(9).fill(0);
    let order = 0;
    for (const { rotation, translation } of operations) {
      const [x, y, z] = rotation.map((row, i) => {
        const turned = row[0] * point[0] + row[1] * point[1] + row[2] * point[2];
        return turned + Math.round(translation[i]! * N);
      });
      const image = placeOf(x!, y!, z!);
      orbitOf[image] = orbits.length;
      if (image !== place) continue;
      order++;
      for (const [i, value] of rotation.flat().entries()) sum[i]! += value;
    }
    orbits.push({ point, order, sum });
  }
  return { orbits, orbitOf };
}

/** Shortest whole vectors along the columns of the sum of a site's rotations. */
function directions(sum: readonly number[]): readonly (readonly [number, number, number])[] {
  return [0, 1, 2].flatMap((column) => {
    const vector = [sum[column]!, sum[3 + column]!, sum[6 + column]!] as const;
    const divisor = vector.reduce(greatestCommonDivisor, 0);
    if (divisor === 0) return [];
    return [[vector[0] / divisor, vector[1] / divisor, vector[2] / divisor] as const];
  });
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
