import { type Cell, type Crystal, findSymmetry, formulaOf } from '../crystal/index.ts';
import type { Rng } from '../random/index.ts';
import { type CellDraw, cellDraw } from './drawCell.ts';
import { elementDraw } from './drawElements.ts';
import { type OrbitDraw, orbitDraw } from './drawOrbits.ts';
import { siteDraw } from './drawSites.ts';
import { groupSites, type SiteKind } from './groupSites.ts';
import { valueOfScore } from './marginal.ts';
import { type FloorOf, placeAtoms } from './placeAtoms.ts';
import type { StructureStatistics } from './statistics.ts';

/** What became of the draws that led to a crystal, or to none. */
export interface DrawCounts {
  /** Draws that got atoms placed and were asked for their symmetry. */
  readonly placed: number;
  /** Of these: more symmetric than the group they were made for. */
  readonly moreSymmetric: number;
  /** Of these: the symmetry search found no group, or another that is no supergroup. */
  readonly other: number;
  /** Draws whose atoms found no room. */
  readonly crowded: number;
}

/** A crystal of the space group it was asked for; undefined when all attempts failed. */
export interface Generated {
  readonly crystal: Crystal | undefined;
  readonly counts: DrawCounts;
}

export interface GeneratorOptions {
  /** Most atoms in the primitive cell. @default 120 */
  readonly maxAtoms?: number;
}

/** Makes crystals of any space group. */
export type Generator = (rng: Rng, id: string, spaceGroup: number) => Generated;

/** How far in Å the symmetry search may move atoms: as far as for the labels of computed crystals. */
const SYMMETRY_TOLERANCE = 0.1;
/** Draws of a number of orbits and of elements, then of positions for them, then of places there. */
const COMPOSITIONS = 40;
const ORBIT_DRAWS = 20;
const PLACINGS = 2;
/** Atoms that found no room may come nearer by up to this share, lest only airy crystals be made. */
const CLOSING = 0.2;

/** What is decided before the positions. */
interface Plan {
  /** Orbits. */
  readonly number: number;
  /** Elements. */
  readonly present: readonly number[];
  /** Volume over the sum of the elements' volumes. */
  readonly room: number;
  /** Times the shortest distances, that atoms keep. */
  readonly nearness: number;
}

interface GroupDraws {
  readonly orbits: OrbitDraw;
  readonly cell: CellDraw;
}

/**
 * The generator of crystals with these statistics. Symmetry of what it makes is that of its space
 * group and no higher, by the symmetry search within 0.1 Å.
 *
 * @throws TypeError when called before `initSymmetry`.
 */
export function createGenerator(
  statistics: StructureStatistics,
  { maxAtoms = 120 }: GeneratorOptions = {},
): Generator {
  const drawsOf = groupDraws(statistics, maxAtoms);
  const drawPlan = planDraw(statistics);
  const arrange = arranger(statistics);
  return (rng, id, spaceGroup) => {
    const draws = drawsOf(spaceGroup);
    const counts = { placed: 0, moreSymmetric: 0, other: 0, crowded: 0 };
    for (let i = 0; i < COMPOSITIONS; i++) {
      const plan = drawPlan(rng, draws);
      for (let j = 0; j < ORBIT_DRAWS; j++) {
        const nearness = 1 - (CLOSING * j) / ORBIT_DRAWS;
        const arranged = arrange(rng, draws, { ...plan, nearness }, counts.moreSymmetric);
        if (!arranged) {
          counts.crowded++;
          continue;
        }
        counts.placed++;
        const formula = formulaOf(arranged.sites);
        const base = { id, source: 'generated', formula, spaceGroup, experimental: false };
        const crystal: Crystal = { ...base, ...arranged };
        const found = findSymmetry(crystal, SYMMETRY_TOLERANCE);
        if (found.ok && found.number === spaceGroup) return { crystal, counts };
        if (found.ok) counts.moreSymmetric++;
        else counts.other++;
      }
    }
    return { crystal: undefined, counts };
  };
}

/** The draws of each space group, made when it is first asked for. */
function groupDraws(statistics: StructureStatistics, maxAtoms: number) {
  const groups = new Map<number, GroupDraws>();
  return (spaceGroup: number): GroupDraws => {
    const known = groups.get(spaceGroup);
    if (known) return known;
    const { bravais, primitiveEdges } = groupSites(spaceGroup);
    const draws = {
      orbits: orbitDraw(statistics, spaceGroup, maxAtoms),
      cell: cellDraw(statistics, bravais, primitiveEdges),
    };
    groups.set(spaceGroup, draws);
    return draws;
  };
}

function planDraw(statistics: StructureStatistics) {
  const drawElements = elementDraw(statistics);
  return (rng: Rng, draws: GroupDraws): Omit<Plan, 'nearness'> => {
    const number = draws.orbits.number(rng);
    const present = drawElements.present(rng, number);
    const room = Math.exp(valueOfScore(statistics.volumeRatio, rng.normal()));
    return { number, present, room };
  };
}

/** Draws positions and, some times, what stands on them; undefined where the atoms find no room. */
function arranger(statistics: StructureStatistics) {
  const drawElements = elementDraw(statistics);
  const drawSites = siteDraw(statistics);
  const floorOf = floors(statistics);
  return (rng: Rng, draws: GroupDraws, plan: Plan, failures: number) => {
    const { number, present, room, nearness } = plan;
    const kinds = draws.orbits.positions(rng, number, failures);
    for (let i = 0; kinds && i < PLACINGS; i++) {
      const elements = drawElements.spread(rng, present, kinds);
      const cell = draws.cell(rng, room * volumeOf(statistics, kinds, elements));
      const shortest: FloorOf = (first, second) => nearness * floorOf(first, second);
      const positions = cell && placeAtoms(rng, kinds, elements, cell, shortest);
      if (!positions) continue;
      return { cell: roundedCell(cell), sites: drawSites(rng, kinds, elements, positions) };
    }
    return undefined;
  };
}

/** Sum of the elements' volumes, Å³. */
const volumeOf = (
  { elements: known }: StructureStatistics,
  kinds: readonly SiteKind[],
  elements: readonly number[],
): number => kinds.reduce((total, { count }, i) => total + count * known[elements[i]!]!.volume, 0);

/** Shortest distances: of the pair where it is tabulated, by radii otherwise. */
function floors({ elements, distances }: StructureStatistics): FloorOf {
  const place = new Map(elements.map(({ symbol }, i) => [symbol, i]));
  const n = elements.length;
  const shortest = new Float64Array(n * n);
  for (const [i, first] of elements.entries()) {
    for (const [j, second] of elements.entries()) {
      shortest[i * n + j] = first.radius + second.radius;
    }
  }
  for (const [first, second, distance] of distances) {
    const [i, j] = [place.get(first), place.get(second)];
    if (i === undefined || j === undefined) continue;
    shortest[i * n + j] = distance;
    shortest[j * n + i] = distance;
  }
  return (i, j) => shortest[i * n + j]!;
}

const roundedCell = (cell: Cell): Cell => {
  const at = (value: number) => Number(value.toFixed(5));
  const { a, b, c, alpha, beta, gamma } = cell;
  return { a: at(a), b: at(b), c: at(c), alpha: at(alpha), beta: at(beta), gamma: at(gamma) };
};
