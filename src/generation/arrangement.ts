import type { SiteKind } from './groupSites.ts';

/** Orbits of atoms in a primitive cell. */
export interface Arrangement {
  readonly kinds: readonly SiteKind[];
  /** Place of the first atom of each orbit among all atoms. */
  readonly starts: Int32Array;
  /** Orbit of each atom. */
  readonly orbits: Int32Array;
  /** Fractional coordinates in [0, 1), three an atom. */
  readonly positions: Float64Array;
}

/** All atoms at the origin. */
export function createArrangement(kinds: readonly SiteKind[]): Arrangement {
  const starts = new Int32Array(kinds.length);
  const owners: number[] = [];
  for (const [orbit, { count }] of kinds.entries()) {
    starts[orbit] = owners.length;
    for (let i = 0; i < count; i++) owners.push(orbit);
  }
  const positions = new Float64Array(3 * owners.length);
  return { kinds, starts, orbits: Int32Array.from(owners), positions };
}

/** Puts the first atom of an orbit at (x, y, z) and the others where symmetry has them. */
export function moveOrbit(
  { kinds, starts, positions }: Arrangement,
  orbit: number,
  x: number,
  y: number,
  z: number,
): void {
  const { images, count } = kinds[orbit]!;
  let to = 3 * starts[orbit]!;
  for (let image = 0; image < 12 * count; image += 12) {
    for (let axis = 0; axis < 3; axis++) {
      const row = image + 3 * axis;
      const turned = images[row]! * x + images[row + 1]! * y + images[row + 2]! * z;
      const moved = turned + images[image + 9 + axis]!;
      positions[to++] = moved - Math.floor(moved);
    }
  }
}
