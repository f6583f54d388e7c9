import {
  BRAVAIS_LATTICES,
  type BravaisLattice,
  bravaisOfSpaceGroup,
  type Crystal,
  cellVolume,
} from '../../crystal/index.ts';
import { mean, quantile } from '../../math/index.ts';
import { FREQUENT, spaceGroupClasses } from '../labels.ts';
import { atomCount, elementsOf } from './limits.ts';

/** How a quantity is spread over structures. */
export interface Spread {
  readonly min: number;
  /** A quarter, half, three quarters and 98 % of the structures lie below. */
  readonly quarter: number;
  readonly median: number;
  readonly threeQuarters: number;
  readonly percent98: number;
  readonly max: number;
  readonly mean: number;
}

/** What a collection of structures holds. */
export interface StructureStatistics {
  readonly structures: number;
  /** By space-group number, 1–230, those that occur. */
  readonly spaceGroups: Readonly<Record<string, number>>;
  /** All 14, zeros too. */
  readonly bravaisLattices: Readonly<Record<BravaisLattice, number>>;
  /** Space groups with more than 50 structures: the paper's condition for a class. */
  readonly frequentSpaceGroups: number;
  readonly sources: Readonly<Record<string, number>>;
  readonly experimental: {
    readonly measured: number;
    readonly calculated: number;
    readonly unknown: number;
  };
  /** Of structures fetched from a database. */
  readonly licences: Readonly<Record<string, number>>;
  /** Structures in which an element occurs. */
  readonly elements: Readonly<Record<string, number>>;
  /** Structures by their number of different elements. */
  readonly elementCounts: Readonly<Record<string, number>>;
  /** Structures with a site that is not full. */
  readonly disordered: number;
  /** Of the cell as given, Å³; Å³ an atom; atoms in the cell as given. Null without structures. */
  readonly volume: Spread | null;
  readonly volumePerAtom: Spread | null;
  readonly atoms: Spread | null;
}

type Counts = Map<string, number>;

/** Counts structures one by one. */
export class StructureTally {
  readonly #groups: number[] = [];
  readonly #volumes: number[] = [];
  readonly #atoms: number[] = [];
  readonly #counts: Readonly<
    Record<'sources' | 'licences' | 'elements' | 'elementCounts' | 'experimental', Counts>
  > = {
    sources: new Map(),
    licences: new Map(),
    elements: new Map(),
    elementCounts: new Map(),
    experimental: new Map(),
  };
  #disordered = 0;

  add(crystal: Crystal): void {
    const { sources, licences, elements, elementCounts, experimental } = this.#counts;
    this.#groups.push(crystal.spaceGroup);
    this.#volumes.push(cellVolume(crystal.cell));
    this.#atoms.push(atomCount(crystal));
    if (crystal.sites.some(({ occupancy }) => occupancy < 1)) this.#disordered++;
    count(sources, crystal.source);
    if (crystal.provenance) count(licences, crystal.provenance.licence);
    const symbols = elementsOf(crystal);
    for (const symbol of symbols) count(elements, symbol);
    count(elementCounts, String(symbols.length));
    count(experimental, String(crystal.experimental));
  }

  get statistics(): StructureStatistics {
    const groups: Counts = new Map();
    const lattices: Counts = new Map(BRAVAIS_LATTICES.map(({ symbol }) => [symbol, 0]));
    for (const group of this.#groups) {
      count(groups, String(group));
      count(lattices, bravaisOfSpaceGroup(group));
    }
    const { experimental, sources, licences, elements, elementCounts } = this.#counts;
    return {
      structures: this.#groups.length,
      spaceGroups: Object.fromEntries(groups),
      bravaisLattices: Object.fromEntries(lattices) as Record<BravaisLattice, number>,
      frequentSpaceGroups: spaceGroupClasses(this.#groups, FREQUENT).classes.length,
      sources: byCount(sources),
      experimental: {
        measured: experimental.get('true') ?? 0,
        calculated: experimental.get('false') ?? 0,
        unknown: experimental.get('undefined') ?? 0,
      },
      licences: byCount(licences),
      elements: byCount(elements),
      elementCounts: Object.fromEntries(elementCounts),
      disordered: this.#disordered,
      volume: spreadOf(this.#volumes),
      volumePerAtom: spreadOf(this.#volumes.map((volume, i) => volume / this.#atoms[i]!)),
      atoms: spreadOf(this.#atoms),
    };
  }
}

function count(counts: Counts, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The most frequent first; equals by name. */
const byCount = (counts: Counts): Record<string, number> =>
  Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));

function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const [min, quarter, median, threeQuarters, percent98, max] = [0, 0.25, 0.5, 0.75, 0.98, 1].map(
    (p) => quantile(values, p),
  ) as [number, number, number, number, number, number];
  return { min, quarter, median, threeQuarters, percent98, max, mean: mean(values) };
}
