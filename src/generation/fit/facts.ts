import {
  type BravaisLattice,
  bravaisOfSpaceGroup,
  type Cell,
  type Crystal,
  cellFromMetric,
  cellVolume,
  type FoundSymmetry,
  findSymmetry,
  metricTensor,
  type Site,
} from '../../crystal/index.ts';
import { multiply3, transpose3 } from '../../math/index.ts';
import { groupSites } from '../groupSites.ts';
import { nearestCopyIn } from '../nearest.ts';

/** One orbit of a real crystal. */
export interface OrbitFacts {
  readonly letter: string;
  /** Degrees of freedom of its Wyckoff position. */
  readonly freedom: number;
  /** Atoms in the primitive cell. */
  readonly count: number;
  readonly species: readonly { readonly element: string; readonly occupancy: number }[];
  /** Å², 0 where unknown. */
  readonly uIso: number;
}

/** What the statistics need to know of a real crystal. */
export interface StructureFacts {
  readonly spaceGroup: number;
  readonly bravais: BravaisLattice;
  /** Conventional. */
  readonly cell: Cell;
  /** Of the primitive cell, Å³. */
  readonly volume: number;
  readonly orbits: readonly OrbitFacts[];
  /** Shortest distance of each pair of elements, `Na Cl` in alphabetical order, Å. */
  readonly distances: ReadonlyMap<string, number>;
}

/** Å: a computed structure's label is found with the first. */
export const SYMMETRY_TOLERANCES = [0.1, 0.01] as const;
/** Å; shortest distances of all elements lie below. */
const CUTOFF = 6;
const ISOTOPES: Readonly<Record<string, string>> = { D: 'H', T: 'H' };

export const elementOf = ({ species }: Site): string =>
  ISOTOPES[species.element] ?? species.element;

/** Facts of a crystal; undefined where no tolerance finds the space group it is said to have. */
export function structureFacts(crystal: Crystal): StructureFacts | undefined {
  const found = symmetryAsStated(crystal);
  if (!found) return undefined;
  const { kinds } = groupSites(found.number);
  const edges = found.usualEdges;
  const metric = multiply3(multiply3(transpose3(edges), metricTensor(crystal.cell)), edges);
  const orbits: OrbitFacts[] = [];
  for (const [i, { wyckoff, orbit, sites }] of found.atoms.entries()) {
    if (orbit !== i) continue;
    const kind = kinds.find(({ position }) => position.letter === wyckoff);
    if (!kind) return undefined;
    const entries = sites.map((site) => crystal.sites[site]!);
    const species = entries.map((site) => ({
      element: elementOf(site),
      occupancy: site.occupancy,
    }));
    const uIso = uIsoOf(entries[0]!);
    orbits.push({ letter: wyckoff, freedom: kind.freedom, count: kind.count, species, uIso });
  }
  const perPoint = orbits.reduce((sum, { count }) => sum + count, 0) / found.atoms.length;
  return {
    spaceGroup: found.number,
    bravais: bravaisOfSpaceGroup(found.number),
    cell: cellFromMetric(metric),
    volume: cellVolume(crystal.cell) * perPoint,
    orbits,
    distances: shortestDistances(crystal, found),
  };
}

type Found = Extract<FoundSymmetry, { ok: true }>;

function symmetryAsStated(crystal: Crystal): Found | undefined {
  for (const tolerance of SYMMETRY_TOLERANCES) {
    const found = findSymmetry(crystal, tolerance);
    if (found.ok && found.number === crystal.spaceGroup) return found;
  }
  return undefined;
}

const uIsoOf = ({ displacement }: Site): number =>
  displacement.kind === 'isotropic' ? displacement.uIso : 0;

/** Between full sites only: partly empty ones may lie as near as they like. */
function shortestDistances(crystal: Crystal, found: Found): ReadonlyMap<string, number> {
  const nearest = nearestCopyIn(crystal.cell, CUTOFF);
  const shortest = new Map<string, number>();
  const full = found.atoms.flatMap(({ orbit, sites }, i) => {
    const site = crystal.sites[sites[0]!]!;
    const isFull = sites.length === 1 && site.occupancy > 0.99;
    return isFull ? [{ isFirst: orbit === i, element: elementOf(site), at: site.position }] : [];
  });
  for (const first of full) {
    if (!first.isFirst) continue;
    for (const second of full) {
      const [x, y, z] = [0, 1, 2].map((i) => second.at[i]! - first.at[i]!);
      const squared = nearest(x!, y!, z!, first === second);
      if (squared === Number.POSITIVE_INFINITY) continue;
      const pair = [first.element, second.element].sort().join(' ');
      shortest.set(pair, Math.min(shortest.get(pair) ?? CUTOFF, Math.sqrt(squared)));
    }
  }
  return shortest;
}
