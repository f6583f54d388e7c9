import type { Rng } from '../random/index.ts';
import { chooseIndex } from './choose.ts';
import type { SiteKind } from './groupSites.ts';
import { orbitClass, type StructureStatistics } from './statistics.ts';

/** Draws elements, as places in the list of the statistics. */
export interface ElementDraw {
  /** The elements of a crystal of so many orbits, each once. */
  present(rng: Rng, orbits: number): readonly number[];
  /** The element of each orbit: every one of those present on at least one. */
  spread(rng: Rng, present: readonly number[], kinds: readonly SiteKind[]): readonly number[];
}

/** Structures that a pair of elements is taken to have beside those counted. */
const PRIOR_PAIRS = 1;

/**
 * Elements by how often crystals of as many orbits have them, with each other and on positions of
 * each freedom; as many different ones as those have.
 */
export function elementDraw(statistics: StructureStatistics): ElementDraw {
  const { elements, elementNumbers } = statistics;
  const affinity = affinities(statistics);
  const liking = (element: number, freedom: number) => {
    const { orbits, structures } = elements[element]!;
    return (orbits[freedom]! + 1) / structures;
  };
  return {
    present(rng, orbits) {
      const row = elementNumbers[Math.min(orbits, elementNumbers.length) - 1]!;
      const number = Math.min(Math.max(1, chooseIndex(rng, row) + 1), orbits, elements.length);
      const column = orbitClass(orbits);
      const weights = elements.map(({ byOrbits }) => byOrbits[column]!);
      const present: number[] = [];
      while (present.length < number) {
        const next = chooseIndex(rng, weights);
        if (next < 0) break;
        present.push(next);
        for (const [i, factor] of affinity[next]!.entries()) weights[i]! *= factor;
        weights[next] = 0;
      }
      return present;
    },
    spread: (rng, present, kinds) => spread(rng, kinds, present, liking),
  };
}

/** Times as often as by chance that two elements occur together. */
function affinities({ elements, elementPairs, structures }: StructureStatistics) {
  return elements.map((first, i) =>
    elements.map((second, j) => {
      if (i === j) return 0;
      const together = elementPairs[Math.max(i, j)]![Math.min(i, j)]!;
      const byChance = (first.structures * second.structures) / structures;
      return (together + PRIOR_PAIRS) / (byChance + PRIOR_PAIRS);
    }),
  );
}

/** One orbit for each element first, in random order; then whatever likes the position. */
function spread(
  rng: Rng,
  kinds: readonly SiteKind[],
  present: readonly number[],
  liking: (element: number, freedom: number) => number,
): readonly number[] {
  const chosen = new Array<number>(kinds.length);
  const waiting = [...present];
  for (const orbit of rng.permutation(kinds.length)) {
    const from = waiting.length > 0 ? waiting : present;
    const { freedom } = kinds[orbit]!;
    const place = chooseIndex(
      rng,
      from.map((element) => liking(element, freedom)),
    );
    chosen[orbit] = from[place]!;
    if (waiting.length > 0) waiting.splice(place, 1);
  }
  return chosen;
}
