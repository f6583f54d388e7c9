import { type Crystal, cellVolume } from '../../crystal/index.ts';
import { fingerprintDistance } from './fingerprint.ts';
import { atomCount } from './limits.ts';

/** When two structures of one composition and space group are the same. */
export interface DuplicateLimits {
  /** Largest relative difference of the volumes per atom. */
  readonly volumeTolerance: number;
  /** Largest distance of the fingerprints, 0–1. */
  readonly patternDistance: number;
}

/** What is compared of a structure. */
export interface Likeness {
  readonly id: string;
  /** Composition and space group. */
  readonly key: string;
  /** Å³ */
  readonly volumePerAtom: number;
  readonly fingerprint: Uint8Array;
}

/** What is compared of a structure, but its pattern. */
export const keyAndVolumeOf = (crystal: Crystal): Pick<Likeness, 'key' | 'volumePerAtom'> => ({
  key: `${compositionOf(crystal)}|${crystal.spaceGroup}`,
  volumePerAtom: cellVolume(crystal.cell) / atomCount(crystal),
});

/** Share of each element, whatever the cell and the formula that the source writes. */
function compositionOf(crystal: Crystal): string {
  const amounts = new Map<string, number>();
  for (const { species, occupancy } of crystal.sites) {
    amounts.set(species.element, (amounts.get(species.element) ?? 0) + occupancy);
  }
  const all = atomCount(crystal);
  return [...amounts]
    .map(([element, amount]) => element + (amount / all).toFixed(3))
    .sort()
    .join('');
}

export interface Duplicate {
  /** Of the structure that is there already. */
  readonly of: string;
  readonly distance: number;
}

/** Keeps what was met of structures, so that a later one that is the same is known. */
export class Duplicates {
  readonly #limits: DuplicateLimits;
  readonly #known = new Map<string, Likeness[]>();

  constructor(limits: DuplicateLimits) {
    this.#limits = limits;
  }

  /** The nearest structure that is the same; where there is none this one is kept in mind. */
  findOrAdd(likeness: Likeness): Duplicate | undefined {
    const { volumeTolerance, patternDistance } = this.#limits;
    const alike = this.#known.get(likeness.key) ?? [];
    let nearest: Duplicate | undefined;
    for (const { id, volumePerAtom, fingerprint } of alike) {
      const larger = Math.max(volumePerAtom, likeness.volumePerAtom);
      if (Math.abs(volumePerAtom - likeness.volumePerAtom) > volumeTolerance * larger) continue;
      const distance = fingerprintDistance(fingerprint, likeness.fingerprint);
      const isNearer = distance < (nearest?.distance ?? Number.POSITIVE_INFINITY);
      if (distance <= patternDistance && isNearer) nearest = { of: id, distance };
    }
    if (nearest !== undefined) return nearest;
    alike.push(likeness);
    this.#known.set(likeness.key, alike);
    return undefined;
  }
}
