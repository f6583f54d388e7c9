import type { Cell } from '../crystal/index.ts';
import type { Rng } from '../random/index.ts';
import type { SiteKind } from './groupSites.ts';
import { type NearestCopy, nearestCopyIn } from './nearest.ts';

/** Square of the shortest distance that two elements may have, Å². */
export type FloorOf = (first: number, second: number) => number;

/** Places tried for an orbit; the roomiest is taken. */
const CANDIDATES = 8;

/** Atoms with their fractional coordinates, three each, and the orbit that each belongs to. */
interface Placed {
  readonly positions: Float64Array;
  readonly elements: Int32Array;
  count: number;
}

/**
 * Places orbits one after the other, each at the roomiest of some random places, so that no two atoms
 * come nearer than their floor. Undefined when an orbit finds no room.
 *
 * @returns fractional coordinates, three an atom, orbit after orbit
 */
export function placeAtoms(
  rng: Rng,
  kinds: readonly SiteKind[],
  elements: readonly number[],
  cell: Cell,
  floorOf: FloorOf,
): Float64Array | undefined {
  const atoms = kinds.reduce((sum, { count }) => sum + count, 0);
  const cutoff = Math.sqrt(largestFloor(elements, floorOf)) * REACH;
  const nearest = nearestCopyIn(cell, cutoff);
  const placed: Placed = {
    positions: new Float64Array(3 * atoms),
    elements: new Int32Array(atoms),
    count: 0,
  };
  const offsets = new Int32Array(kinds.length);
  for (let i = 1; i < kinds.length; i++) offsets[i] = offsets[i - 1]! + kinds[i - 1]!.count;
  const results = new Float64Array(3 * atoms);
  for (const i of placingOrder(kinds)) {
    const orbit = placeOrbit(rng, kinds[i]!, elements[i]!, placed, nearest, floorOf);
    if (!orbit) return undefined;
    results.set(orbit, 3 * offsets[i]!);
  }
  return results;
}

/** Room beyond so many floors counts no more. */
const REACH = 1.3;

/** Least freedom first: what can move makes way for what cannot. */
const placingOrder = (kinds: readonly SiteKind[]): readonly number[] =>
  kinds.map((_, i) => i).sort((i, j) => kinds[i]!.freedom - kinds[j]!.freedom);

function largestFloor(elements: readonly number[], floorOf: FloorOf): number {
  const present = [...new Set(elements)];
  return Math.max(...present.flatMap((i) => present.map((j) => floorOf(i, j))));
}

function placeOrbit(
  rng: Rng,
  kind: SiteKind,
  element: number,
  placed: Placed,
  nearest: NearestCopy,
  floorOf: FloorOf,
): Float64Array | undefined {
  const tries = kind.freedom === 0 ? 1 : CANDIDATES;
  let best: Float64Array | undefined;
  let bestRoom = 1;
  for (let i = 0; i < tries; i++) {
    const orbit = orbitAt(kind, rng.uniform(), rng.uniform(), rng.uniform());
    const room = roomOf(orbit, element, placed, nearest, floorOf, bestRoom);
    if (room < bestRoom) continue;
    best = orbit;
    bestRoom = room;
  }
  if (!best) return undefined;
  placed.positions.set(best, 3 * placed.count);
  placed.elements.fill(element, placed.count, placed.count + kind.count);
  placed.count += kind.count;
  return best;
}

function orbitAt({ maps, count }: SiteKind, x: number, y: number, z: number): Float64Array {
  const orbit = new Float64Array(3 * count);
  for (let atom = 0; atom < count; atom++) {
    for (let axis = 0; axis < 3; axis++) {
      const row = 12 * atom + 3 * axis;
      const value = maps[row]! * x + maps[row + 1]! * y + maps[row + 2]! * z;
      const moved = value + maps[12 * atom + 9 + axis]!;
      orbit[3 * atom + axis] = moved - Math.floor(moved);
    }
  }
  return orbit;
}

/**
 * The smallest squared distance from the first atom of an orbit to any other atom, in units of the
 * squared floor; the other atoms of the orbit see the same. Gives up below `enough`.
 */
function roomOf(
  orbit: Float64Array,
  element: number,
  placed: Placed,
  nearest: NearestCopy,
  floorOf: FloorOf,
  enough: number,
): number {
  const [x, y, z] = [orbit[0]!, orbit[1]!, orbit[2]!];
  const own = floorOf(element, element);
  let room = Math.min(REACH * REACH, nearest(0, 0, 0, true) / own);
  for (let at = 3; at < orbit.length && room >= enough; at += 3) {
    const squared = nearest(orbit[at]! - x, orbit[at + 1]! - y, orbit[at + 2]! - z);
    room = Math.min(room, squared / own);
  }
  const { positions, elements, count } = placed;
  for (let i = 0; i < count && room >= enough; i++) {
    const at = 3 * i;
    const squared = nearest(positions[at]! - x, positions[at + 1]! - y, positions[at + 2]! - z);
    room = Math.min(room, squared / floorOf(element, elements[i]!));
  }
  return room;
}
