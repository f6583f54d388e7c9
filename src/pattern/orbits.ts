import { type Matrix3, type Triple, transform3 } from '../math/index.ts';
import type { ReflectionSink } from './intensitySum.ts';

/** Reflections that operations take into each other. */
export interface Orbit {
  /** All of them, Friedel mates included. */
  readonly members: readonly Triple[];
  /** Mean of their |F|², fm² or e². */
  readonly F2: number;
}

/** |F|² (fm² or e²) of reflections, by index; the same for both of a Friedel pair. */
export class IntensityMap implements ReflectionSink {
  readonly q2Min = 0;
  readonly q2Max: number;
  /** One of each Friedel pair, the one that comes last in the order of h, k, l. */
  readonly #values = new Map<number, { readonly hkl: Triple; readonly F2: number }>();
  #strongest = 0;

  /** For the reflections with 1/d² below `q2Max`, Å⁻². */
  constructor(q2Max: number) {
    this.q2Max = q2Max;
  }

  add(_q2: number, F2: number, h: number, k: number, l: number): void {
    this.#values.set(keyOf([h, k, l]), { hkl: [h, k, l], F2 });
    if (F2 > this.#strongest) this.#strongest = F2;
  }

  get strongest(): number {
    return this.#strongest;
  }

  /** The reflections stronger than `threshold`, one of each Friedel pair. */
  *present(threshold: number): Generator<Triple> {
    for (const { hkl, F2 } of this.#values.values()) if (F2 > threshold) yield hkl;
  }

  /**
   * By how much |F|² of a reflection stronger than `threshold` and of its image under `operation`
   * differ at most. Stops looking where that exceeds `limit`.
   */
  violation(operation: Matrix3, threshold: number, limit: number): number {
    let largest = 0;
    for (const { hkl, F2 } of this.#values.values()) {
      if (F2 <= threshold) continue;
      // An image may be missing, where rounding puts it outside of the sphere.
      const image = this.#values.get(keyOf(imageOf(operation, hkl)));
      if (image) largest = Math.max(largest, Math.abs(image.F2 - F2));
      if (largest > limit) return largest;
    }
    return largest;
  }

  /** The reflections stronger than `threshold` in orbits under a group of operations. */
  orbits(group: readonly Matrix3[], threshold: number): readonly Orbit[] {
    const orbits: Orbit[] = [];
    const seen = new Set<number>();
    for (const hkl of this.present(threshold)) {
      if (seen.has(keyOf(hkl))) continue;
      const members = new Map<number, Triple>();
      for (const operation of group) {
        const image = imageOf(operation, hkl);
        // Operations that hold within a tolerance only may lead into an earlier orbit.
        if (!seen.has(keyOf(image))) members.set(keyOf(image), image);
      }
      let sum = 0;
      let known = 0;
      for (const member of members.keys()) {
        seen.add(member);
        const value = this.#values.get(member);
        if (!value) continue;
        sum += value.F2;
        known++;
      }
      const pairs = [...members.values()].flatMap((member) => [member, opposite(member)]);
      orbits.push({ members: pairs, F2: sum / known });
    }
    return orbits;
  }
}

/** Order by h, then k, then l. */
export const compareHkl = (a: Triple, b: Triple): number =>
  a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

function imageOf(operation: Matrix3, hkl: Triple): Triple {
  const [h, k, l] = transform3(operation, hkl);
  return [Math.round(h), Math.round(k), Math.round(l)];
}

/** Never −0. */
const opposite = ([h, k, l]: Triple): Triple => [0 - h, 0 - k, 0 - l];

/** One number for a Friedel pair with indices from −4096 to 4095. */
const keyOf = ([h, k, l]: Triple): number => Math.abs((h * 8192 + k) * 8192 + l);
