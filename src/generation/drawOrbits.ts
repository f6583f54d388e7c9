import type { Rng } from '../random/index.ts';
import { chooseIndex } from './choose.ts';
import { type GroupSites, groupSites, type SiteKind } from './groupSites.ts';
import type { StructureStatistics } from './statistics.ts';

/** Draws the orbits that crystals of one space group have. */
export interface OrbitDraw {
  /** How many. */
  number(rng: Rng): number;
  /**
   * On which Wyckoff positions. `failures` are crystals before it that came out more symmetric: the
   * more, the likelier are positions with freedom. Undefined are draws of more than `maxAtoms` atoms
   * in the primitive cell, and where all positions are points and taken.
   */
  positions(rng: Rng, number: number, failures: number): readonly SiteKind[] | undefined;
}

/** Structures that the counts of a lattice stand for beside those of a single group. */
const PRIOR_STRUCTURES = 10;
/** 4⁸ outweighs any preference. */
const MOST_FAILURES = 8;

/**
 * Orbits by the group's own counts as far as it has them, by those of its Bravais lattice otherwise.
 * A position without freedom is taken once.
 */
export function orbitDraw(
  statistics: StructureStatistics,
  spaceGroup: number,
  maxAtoms: number,
): OrbitDraw {
  const sites = groupSites(spaceGroup);
  const numbers = orbitNumbers(statistics, sites);
  const weights = positionWeights(statistics, sites);
  return {
    number: (rng) => chooseIndex(rng, numbers) + 1,
    positions(rng, number, failures) {
      const left = Float64Array.from(weights, (weight, i) => {
        // Points and lines have, in many groups, more symmetry than the group itself.
        return weight * (1 + sites.kinds[i]!.freedom) ** Math.min(failures, MOST_FAILURES);
      });
      const chosen: SiteKind[] = [];
      let atoms = 0;
      while (chosen.length < number) {
        const kind = sites.kinds[chooseIndex(rng, left)];
        if (!kind) return undefined;
        if (kind.freedom === 0) left[sites.kinds.indexOf(kind)] = 0;
        chosen.push(kind);
        atoms += kind.count;
        if (atoms > maxAtoms) return undefined;
      }
      return chosen;
    },
  };
}

function orbitNumbers(statistics: StructureStatistics, { number, bravais }: GroupSites) {
  const ofLattice = statistics.orbits[bravais]!;
  const ofGroup = statistics.groups[number];
  const total = ofLattice.reduce((sum, n) => sum + n, 0);
  return ofLattice.map((n, i) => (PRIOR_STRUCTURES * n) / total + (ofGroup?.orbits[i] ?? 0));
}

function positionWeights(statistics: StructureStatistics, { number, bravais, kinds }: GroupSites) {
  const rates = statistics.siteRates[bravais]!;
  const group = statistics.groups[number];
  return kinds.map(({ freedom, position }) => {
    const own = group?.letters[position.letter] ?? 0;
    return own + PRIOR_STRUCTURES * rates[freedom]!;
  });
}
