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
  const floors = elements.map((first) => elements.map((second) => floorOf(first, second)));
  const pushFrom = createPairPush(cell);
  const moves = new Float64Array(3 * kinds.length);
  const fixed = kinds.map(({ freedom }) => freedom === 0);
  let round = 0;
  return () => {
    let smallest = Number.POSITIVE_INFINITY;
    moves.fill(0);
    for (const [orbit, { freedom }] of kinds.entries()) {
      const own = 3 * starts[orbit]!;
      for (const [other, { count }] of kinds.entries()) {
        const areFixed = freedom === 0 && fixed[other]!;
        if (areFixed && round > 0) continue;
        const floor = floors[orbit]![other]!;
        const end = 3 * (starts[other]! + count);
        for (let at = 3 * starts[other]!; at < end; at += 3) {
          const distance = pushFrom(positions, own, at, floor * margin, moves, 3 * orbit);
          if (distance >= smallest * floor) continue;
          smallest = distance / floor;
          if (areFixed && smallest < 1) return 0;
        }
      }
    }
    round++;
    if (smallest >= 1) return smallest;
    for (const [orbit, { freedom }] of kinds.entries()) {
      if (freedom === 0) continue;
      const own = 3 * starts[orbit]!;
      const [x, y, z] = [positions[own]!, positions[own + 1]!, positions[own + 2]!];
      const move = 3 * orbit;
      moveOrbit(arrangement, orbit, x + moves[move]!, y + moves[move + 1]!, z + moves[move + 2]!);
    }
    return smallest;
  };
}

/**
 * Adds to `moves` what pushes the atom at `own` away from all lattice copies of the atom at `other`
 * that are nearer than `reach` Å; the distance of the nearest, Å, infinite where none is.
 */
function createPairPush(cell: Cell) {
  const [[g00, g01, g02], [, g11, g12], [, , g22]] = metricTensor(cell);
  const inverse = reciprocalMetric(cell);
  // A vector of length r has fractional components of at most r·a*, r·b*, r·c*.
  const [ax, ay, az] = [0, 1, 2].map((i) => Math.sqrt(inverse[i]![i]!)) as [number, number, number];
  return (
    positions: Float64Array,
    own: number,
    other: number,
    reach: number,
    moves: Float64Array,
    move: number,
  ): number => {
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
