import type { Cell } from '../crystal/index.ts';
import type { Rng } from '../random/index.ts';
import { type Arrangement, createArrangement, moveOrbit } from './arrangement.ts';
import type { SiteKind } from './groupSites.ts';
import { createPush } from './push.ts';

/** The shortest distance that two elements may have, Å. */
export type FloorOf = (first: number, second: number) => number;

const ROUNDS = 24;
// Most arrangements that end well pass these, and few others do: measured on 30,000.
const PATIENCE = 2;
const STANDSTILL = 1e-3;
/** Atoms are pushed to a little more than their floor, so that few rounds bring them over it. */
const MARGIN = 1.1;

/**
 * Places orbits at random, then pushes atoms that are too near apart, as symmetry allows. Undefined
 * when after some rounds two atoms are still nearer than their floor.
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
  const shortest = Math.min(cell.a, cell.b, cell.c);
  if (elements.some((element) => floorOf(element, element) > shortest)) return undefined;
  const arrangement = createArrangement(kinds);
  for (const orbit of kinds.keys()) throwIn(rng, arrangement, orbit);
  const push = createPush(arrangement, elements, cell, floorOf, MARGIN);
  let before = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const smallest = push();
    if (smallest >= 1) return arrangement.positions;
    const isHopeless = smallest === 0 || (round > PATIENCE && smallest < 1 - 1.5 / round);
    if (isHopeless || Math.abs(smallest - before) < STANDSTILL) return undefined;
    before = smallest;
  }
  return undefined;
}

/** The first atom anywhere on its position, the others where symmetry has them. */
function throwIn(rng: Rng, arrangement: Arrangement, orbit: number): void {
  const { first } = arrangement.kinds[orbit]!;
  const parameters = [rng.uniform(), rng.uniform(), rng.uniform()];
  const at = [0, 1, 2].map((axis) => {
    return parameters.reduce((sum, x, i) => sum + first[3 * axis + i]! * x, first[9 + axis]!);
  });
  moveOrbit(arrangement, orbit, at[0]!, at[1]!, at[2]!);
}
