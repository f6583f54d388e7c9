import { BRAVAIS_LATTICES, type BravaisLattice } from '../../crystal/index.ts';
import { groupSites } from '../groupSites.ts';
import type { StructureStatistics } from '../statistics.ts';
import type { StructureFacts } from './facts.ts';

/** A space group with fewer structures is drawn by its lattice: its own counts would show them. */
const ENOUGH = 20;
/** Longer lists of orbits count as this long. */
const MOST_ORBITS = 40;

type SiteStatistics = Pick<
  StructureStatistics,
  'spaceGroups' | 'orbits' | 'siteRates' | 'groups' | 'elementNumbers'
>;

/** How many orbits crystals have, and on which Wyckoff positions. */
export function fitSites(facts: readonly StructureFacts[]): SiteStatistics {
  const spaceGroups = new Array<number>(230).fill(0);
  for (const { spaceGroup } of facts) spaceGroups[spaceGroup - 1]!++;
  const groups: StructureStatistics['groups'] = {};
  for (const [i, structures] of spaceGroups.entries()) {
    if (structures < ENOUGH) continue;
    const members = facts.filter(({ spaceGroup }) => spaceGroup === i + 1);
    const letters = lettersOf(members);
    groups[i + 1] = { structures, orbits: histogramOfOrbits(members), letters };
  }
  const lattices = BRAVAIS_LATTICES.map(({ symbol }) => {
    return [symbol, facts.filter(({ bravais }) => bravais === symbol)] as const;
  });
  const orbits = lattices.map(([symbol, members]) => [symbol, histogramOfOrbits(members)]);
  const siteRates = lattices.map(([symbol, members]) => [symbol, ratesOf(members)]);
  return {
    spaceGroups,
    orbits: Object.fromEntries(orbits) as Record<BravaisLattice, number[]>,
    siteRates: Object.fromEntries(siteRates) as Record<BravaisLattice, number[]>,
    groups,
    elementNumbers: elementNumbers(facts),
  };
}

function histogramOfOrbits(facts: readonly StructureFacts[]): number[] {
  const most = Math.max(1, ...facts.map(({ orbits }) => Math.min(orbits.length, MOST_ORBITS)));
  const histogram = new Array<number>(most).fill(0);
  for (const { orbits } of facts) histogram[Math.min(orbits.length, most) - 1]!++;
  return histogram;
}

function lettersOf(facts: readonly StructureFacts[]): Record<string, number> {
  const letters: Record<string, number> = {};
  for (const { letter } of facts.flatMap(({ orbits }) => orbits)) {
    letters[letter] = (letters[letter] ?? 0) + 1;
  }
  return letters;
}

/** Orbits on one position, by degrees of freedom: all orbits over all positions there were. */
function ratesOf(facts: readonly StructureFacts[]): number[] {
  const taken = [0, 0, 0, 0];
  const offered = [0, 0, 0, 0];
  for (const { spaceGroup, orbits } of facts) {
    for (const { freedom } of groupSites(spaceGroup).kinds) offered[freedom]!++;
    for (const { freedom } of orbits) taken[freedom]!++;
  }
  return taken.map((n, freedom) => Number((n / Math.max(1, offered[freedom]!)).toPrecision(4)));
}

/** Structures by number of orbits (outer list, the last for all above) and of elements. */
function elementNumbers(facts: readonly StructureFacts[]): number[][] {
  const rows = Array.from({ length: 16 }, () => new Array<number>(10).fill(0));
  for (const { orbits } of facts) {
    const elements = new Set(
      orbits.flatMap(({ species }) => species.map(({ element }) => element)),
    );
    const row = rows[Math.min(orbits.length, rows.length) - 1]!;
    row[Math.min(elements.size, row.length) - 1]!++;
  }
  return rows;
}
