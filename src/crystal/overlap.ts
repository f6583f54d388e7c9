import type { Triple } from '../math/index.ts';
import { metricTensor, reciprocalMetric } from './cell.ts';
import type { Cell, Site } from './crystal.ts';
import { wrapUnit } from './operation.ts';
import { formatSpecies } from './species.ts';

/** Nearer than this two full atoms cannot be; the shortest bond, H–H, measures 0.74 Å. */
const CLOSEST_FULL_ATOMS = 0.5;
/** Sites nearer than this share one position, Å. */
const SAME_POSITION = 0.05;
/** Published occupancies of mixed sites, rounded one by one, sum to as much as 1.03. */
const LARGEST_OCCUPANCY_SUM = 1.05;
/** What three digits of each of several occupancies may add by rounding. */
const ROUNDED_OCCUPANCY_SUM = 1.0015;
const FULL_OCCUPANCY = 0.99;

/** What is wrong, or suspicious, with the places of atoms, one sentence each. */
export interface Overlap {
  readonly fault?: string;
  readonly warning?: string;
}

type Visit = (i: number, j: number, distance: number) => void;

/**
 * Distance in Å between two points over the lattice; infinite where a fractional component exceeds
 * `reach`, which spares most pairs the square root.
 */
function distanceWithin(cell: Cell, reach: readonly number[]) {
  const g = metricTensor(cell);
  return (p: Triple, q: Triple): number => {
    const d: [number, number, number] = [0, 0, 0];
    for (let k = 0; k < 3; k++) {
      const difference = q[k]! - p[k]!;
      d[k] = difference - Math.round(difference);
      if (Math.abs(d[k]!) > reach[k]!) return Number.POSITIVE_INFINITY;
    }
    const [x, y, z] = d;
    const diagonal = g[0][0] * x * x + g[1][1] * y * y + g[2][2] * z * z;
    const mixed = g[0][1] * x * y + g[0][2] * x * z + g[1][2] * y * z;
    return Math.sqrt(Math.max(0, diagonal + 2 * mixed));
  };
}

/**
 * Calls `visit` for every pair of sites nearer than `cutoff` (Å) under the lattice translations.
 * Exact while the cutoff is less than half of each spacing of the cell's faces.
 */
function forEachClosePair(
  cell: Cell,
  positions: readonly Triple[],
  cutoff: number,
  visit: Visit,
): void {
  const n = positions.length;
  const inverse = reciprocalMetric(cell);
  // A vector of length r has fractional components of at most r·a*, r·b*, r·c*.
  const reach = [0, 1, 2].map((i) => Math.min(cutoff * Math.sqrt(inverse[i]![i]!), 0.49));
  const axis = reach.indexOf(Math.min(...reach));
  const distanceBetween = distanceWithin(cell, reach);
  const along = Float64Array.from(positions, (p) => wrapUnit(p[axis]!));
  const order = Array.from(along.keys()).sort((i, j) => along[i]! - along[j]!);
  // Sweep along the widest spacing: each site meets those within reach ahead of it.
  for (let at = 0; at < n; at++) {
    const i = order[at]!;
    for (let ahead = at + 1; ahead < at + n; ahead++) {
      const j = order[ahead % n]!;
      if (along[j]! - along[i]! + (ahead < n ? 0 : 1) > reach[axis]!) break;
      const distance = distanceBetween(positions[i]!, positions[j]!);
      if (distance < cutoff) visit(i, j, distance);
    }
  }
}

/**
 * A fault are full atoms less than 0.5 Å apart, and a position occupied more than once; occupancies
 * that sum to a little above 1 are worth a warning. Partial sites may lie as near as they like.
 */
export function findOverlap(cell: Cell, sites: readonly Site[]): Overlap {
  const sums = Float64Array.from(sites, (site) => site.occupancy);
  let clash: string | undefined;
  forEachClosePair(
    cell,
    sites.map((site) => site.position),
    CLOSEST_FULL_ATOMS,
    (i, j, distance) => {
      const [first, second] = [sites[i]!, sites[j]!];
      if (first.occupancy > FULL_OCCUPANCY && second.occupancy > FULL_OCCUPANCY) {
        clash ??= `full atoms ${describe(first)} and ${describe(second)} are ${distance.toFixed(2)} Å apart`;
      }
      if (distance < SAME_POSITION) {
        sums[i]! += second.occupancy;
        sums[j]! += first.occupancy;
      }
    },
  );
  if (clash !== undefined) return { fault: clash };
  const [fullest, sum] = sums.reduce(
    ([at, most], value, i) => (value > most ? [i, value] : [at, most]),
    [0, ROUNDED_OCCUPANCY_SUM],
  );
  if (sum <= ROUNDED_OCCUPANCY_SUM) return {};
  const where = `at the position of ${describe(sites[fullest]!)}`;
  if (sum > LARGEST_OCCUPANCY_SUM)
    return { fault: `occupancies ${where} sum to ${sum.toFixed(3)}` };
  return { warning: `occupancies ${where} sum to ${sum.toFixed(3)}, which was taken as it is` };
}

const describe = ({ species, position }: Site): string =>
  `${formatSpecies(species)} (${position.map((x) => Number(x.toFixed(4))).join(' ')})`;
