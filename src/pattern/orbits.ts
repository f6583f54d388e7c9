import { type Matrix3, type Triple, transform3 } from '../math/index.ts';

/** Reflections that operations take into each other. */
export interface Orbit {
  /** The last one in the order of h, k, l. */
  readonly hkl: Triple;
  readonly multiplicity: number;
  /** Mean of their |F|², fm². */
  readonly F2: number;
}

/** |F|² (fm²) of reflections, by index. */
export class IntensityMap {
  readonly #values = new Map<number, { readonly hkl: Triple; readonly F2: number }>();

  set(hkl: Triple, F2: number): void {
    this.#values.set(keyOf(hkl), { hkl, F2 });
  }

  get strongest(): number {
    let largest = 0;
    for (const { F2 } of this.#values.values()) largest = Math.max(largest, F2);
    return largest;
  }

  /** Whether `operation` takes every reflection to one whose |F|² differs by `tolerance` at most. */
  isInvariantUnder(operation: Matrix3, tolerance: number): boolean {
    for (const { hkl, F2 } of this.#values.values()) {
      // An image may be missing, where rounding puts it outside of the sphere.
      const image = this.#values.get(keyOf(transform3(operation, hkl)));
      if (image && Math.abs(image.F2 - F2) > tolerance) return false;
    }
    return true;
  }

  /** The reflections sorted into orbits under a group of operations. */
  orbits(group: readonly Matrix3[]): readonly Orbit[] {
    const orbits: Orbit[] = [];
    const seen = new Set<number>();
    for (const [key, { hkl }] of this.#values) {
      if (seen.has(key)) continue;
      const members = new Map<number, Triple>();
      for (const operation of group) {
        const image = transform3(operation, hkl);
        // Operations that hold within a tolerance only may lead into an earlier orbit.
        if (!seen.has(keyOf(image))) members.set(keyOf(image), image);
      }
      let sum = 0;
      let present = 0;
      for (const member of members.keys()) {
        seen.add(member);
        const value = this.#values.get(member);
        if (!value) continue;
        sum += value.F2;
        present++;
      }
      const last = [...members.values()].reduce((a, b) => (compareHkl(a, b) < 0 ? b : a));
      orbits.push({ hkl: last, multiplicity: members.size, F2: sum / present });
    }
    return orbits;
  }
}

/** Order by h, then k, then l. */
export const compareHkl = (a: Triple, b: Triple): number =>
  a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** One number for indices from −4096 to 4095. */
const keyOf = ([h, k, l]: Triple): number => ((h + 4096) * 8192 + (k + 4096)) * 8192 + (l + 4096);
