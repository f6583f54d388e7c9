import { type Cell, metricTensor, reciprocalMetric } from '../crystal/index.ts';
import { type Arrangement, moveOrbit } from './arrangement.ts';
import type { FloorOf } from './placeAtoms.ts';

/** Share of its overlap that an atom moves; its partner moves as much. */
const STEP = 0.5;

/** Squared distances in Å² below which a direction means nothing. */
const SAME_PLACE = 1e-6;

/**
 * A round of pushing: the first atom of each orbit moves away from all atoms nearer than `margin`
 * times their floor, and the orbit with it. Symmetry leaves the sum of the pushes within the freedom
 * of the site.
 *
 * @returns the smallest distance over its floor before the push; 0 where two atoms that nothing can
 * move are nearer
 */
export function createPush(
  arrangement: Arrangement,
  elements: readonly number[],
  cell: Cell,
  floorOf: FloorOf,
  margin: number,
): () => number {
  const { kinds, starts, positions } = arrangement;
  const size = kinds.length;
  const floors = floorsOf(elements, floorOf);
  const isFixed = kinds.map(({ freedom }) => freedom === 0);
  const pushFrom = createPairPush(cell, positions);
  const moves = new Float64Array(3 * size);
  let round = 0;

  /** Pushes an orbit away from another one; their smallest distance over its floor. */
  const pushOrbit = (orbit: number, other: number): number => {
    const floor = floors[orbit * size + other]!;
    const end = 3 * (starts[other]! + kinds[other]!.count);
    let nearest = Number.POSITIVE_INFINITY;
    for (let at = 3 * starts[other]!; at < end; at += 3) {
      const distance = pushFrom(3 * starts[orbit]!, at, floor * margin, moves, 3 * orbit);
      if (distance < nearest) nearest = distance;
    }
    return nearest / floor;
  };

  return () => {
    let smallest = Number.POSITIVE_INFINITY;
    moves.fill(0);
    for (let orbit = 0; orbit < size; orbit++) {
      for (let other = 0; other < size; other++) {
        const areFixed = isFixed[orbit]! && isFixed[other]!;
        if (areFixed && round > 0) continue;
        const reached = pushOrbit(orbit, other);
        if (areFixed && reached < 1) return 0;
        smallest = Math.min(smallest, reached);
      }
    }
    round++;
    for (let orbit = 0; smallest < 1 && orbit < size; orbit++) {
      if (isFixed[orbit]) continue;
      const own = 3 * starts[orbit]!;
      const [x, y, z] = [0, 1, 2].map((i) => positions[own + i]! + moves[3 * orbit + i]!);
      moveOrbit(arrangement, orbit, x!, y!, z!);
    }
    return smallest;
  };
}

function floorsOf(elements: readonly number[], floorOf: FloorOf): Float64Array {
  const size = elements.length;
  const floors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) floors[i * size + j] = floorOf(elements[i]!, elements[j]!);
  }
  return floors;
}

/**
 * Adds to `moves` what pushes the atom at `own` away from all lattice copies of the atom at `other`
 * that are nearer than `reach` Å; the distance of the nearest, Å, infinite where none is.
 */
function createPairPush(cell: Cell, positions: Float64Array) {
  const [[g00, g01, g02], [, g11, g12], [, , g22]] = metricTensor(cell);
  const inverse = reciprocalMetric(cell);
  // A vector of length r has fractional components of at most r·a*, r·b*, r·c*.
  const [ax, ay, az] = [0, 1, 2].map((i) => Math.sqrt(inverse[i]![i]!)) as [number, number, number];
  return (own: number, other: number, reach: number, moves: Float64Array, move: number): number => {
    const x = positions[own]! - positions[other]!;
    const y = positions[own + 1]! - positions[other + 1]!;
    const z = positions[own + 2]! - positions[other + 2]!;
    let nearest = Number.POSITIVE_INFINITY;
    for (let u = x + Math.ceil(-reach * ax - x); u <= reach * ax; u++) {
      const uu = g00 * u * u;
      for (let v = y + Math.ceil(-reach * ay - y); v <= reach * ay; v++) {
        const uv = uu + v * (g11 * v + 2 * g01 * u);
        const mixed = 2 * (g02 * u + g12 * v);
        for (let w = z + Math.ceil(-reach * az - z); w <= reach * az; w++) {
          const squared = uv + w * (g22 * w + mixed);
          if (squared >= reach * reach) continue;
          if (squared < SAME_PLACE && own === other) continue;
          if (squared < nearest) nearest = squared;
          if (squared < SAME_PLACE) continue;
          const share = STEP * (reach / Math.sqrt(squared) - 1);
          moves[move] = moves[move]! + share * u;
          moves[move + 1] = moves[move + 1]! + share * v;
          moves[move + 2] = moves[move + 2]! + share * w;
        }
      }
    }
    return Math.sqrt(nearest);
  };
}
