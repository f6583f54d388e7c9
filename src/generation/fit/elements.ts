import { atomicNumber, neutronScatterer } from '../../crystal/index.ts';
import { leastSquares } from '../../math/index.ts';
import { marginalOf } from '../marginal.ts';
import { ORBIT_CLASSES, orbitClass, type StructureStatistics } from '../statistics.ts';
import { fitDistances } from './distances.ts';
import type { StructureFacts } from './facts.ts';

/** Elements and pairs in fewer structures are left out. */
const ENOUGH_OF_ELEMENT = 50;
const ENOUGH_OF_PAIR = 5;

type ElementStatistics = Pick<
  StructureStatistics,
  'elements' | 'elementPairs' | 'volumeRatio' | 'distances'
>;

/**
 * Which elements crystals have, which of them together, on which sites, and the room they take.
 *
 * @throws RangeError when fewer than two elements are frequent enough.
 */
export function fitElements(facts: readonly StructureFacts[]): ElementStatistics {
  const structures = new Map<string, number>();
  for (const fact of facts) {
    for (const element of elementsOf(fact)) {
      structures.set(element, (structures.get(element) ?? 0) + 1);
    }
  }
  const symbols = [...structures.keys()]
    .filter((symbol) => structures.get(symbol)! >= ENOUGH_OF_ELEMENT && isSimulable(symbol))
    .sort((a, b) => atomicNumber(a) - atomicNumber(b));
  if (symbols.length < 2) {
    throw new RangeError(`fewer than two elements occur in ${ENOUGH_OF_ELEMENT} structures`);
  }
  const known = facts.filter((fact) => [...elementsOf(fact)].every((e) => symbols.includes(e)));
  const { volumes, ratios } = fitVolumes(known, symbols);
  const { distances, radii } = fitDistances(known, symbols);
  const orbits = orbitsByFreedom(known);
  const byOrbits = structuresByOrbits(known);
  return {
    elements: symbols.map((symbol, i) => ({
      symbol,
      structures: structures.get(symbol)!,
      byOrbits: byOrbits.get(symbol)!,
      orbits: orbits.get(symbol)!,
      volume: volumes[i]!,
      radius: radii[i]!,
    })),
    elementPairs: pairsOf(known, symbols),
    volumeRatio: [...marginalOf(ratios)],
    distances,
  };
}

const elementsOf = ({ orbits }: StructureFacts): ReadonlySet<string> =>
  new Set(orbits.flatMap(({ species }) => species.map(({ element }) => element)));

/** What cannot be simulated for neutrons is not generated. */
const isSimulable = (symbol: string): boolean =>
  neutronScatterer(symbol, 'sears1992') !== undefined;

function structuresByOrbits(facts: readonly StructureFacts[]): ReadonlyMap<string, number[]> {
  const structures = new Map<string, number[]>();
  for (const fact of facts) {
    for (const element of elementsOf(fact)) {
      const row = structures.get(element) ?? ORBIT_CLASSES.map(() => 0);
      row[orbitClass(fact.orbits.length)]!++;
      structures.set(element, row);
    }
  }
  return structures;
}

function orbitsByFreedom(facts: readonly StructureFacts[]): ReadonlyMap<string, number[]> {
  const orbits = new Map<string, number[]>();
  for (const { species, freedom } of facts.flatMap((fact) => fact.orbits)) {
    for (const { element } of species) {
      const row = orbits.get(element) ?? [0, 0, 0, 0];
      row[freedom]!++;
      orbits.set(element, row);
    }
  }
  return orbits;
}

function pairsOf(facts: readonly StructureFacts[], symbols: readonly string[]): number[][] {
  const place = new Map(symbols.map((symbol, i) => [symbol, i]));
  const rows = symbols.map((_, i) => new Array<number>(i).fill(0));
  for (const fact of facts) {
    const present = [...elementsOf(fact)].map((symbol) => place.get(symbol)!);
    for (const i of present) for (const j of present) if (j < i) rows[i]![j]!++;
  }
  return rows.map((row) => row.map((n) => (n < ENOUGH_OF_PAIR ? 0 : n)));
}

/** Å³ an atom of each element takes, so that Σ n v / V is near 1, and ln (V / Σ n v). */
function fitVolumes(facts: readonly StructureFacts[], symbols: readonly string[]) {
  const place = new Map(symbols.map((symbol, i) => [symbol, i]));
  const columns = symbols.map(() => new Float64Array(facts.length));
  for (const [row, { orbits, volume }] of facts.entries()) {
    for (const { species, count } of orbits) {
      for (const { element, occupancy } of species) {
        columns[place.get(element)!]![row]! += (count * occupancy) / volume;
      }
    }
  }
  const fitted = leastSquares(columns, new Float64Array(facts.length).fill(1));
  if (!fitted) throw new RangeError('too few structures to tell the volumes of the elements');
  // Hydrogen in hydroxides takes no room of its own; a fit may put it below zero.
  const volumes = fitted.map((volume) => Number(Math.max(1, volume).toFixed(2)));
  const ratios = facts.map((_, row) => {
    return -Math.log(columns.reduce((sum, column, i) => sum + column[row]! * volumes[i]!, 0));
  });
  return { volumes, ratios };
}
