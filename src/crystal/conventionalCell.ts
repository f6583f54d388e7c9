import {
  determinant3,
  invert3,
  type Matrix3,
  multiply3,
  type Triple,
  transform3,
  transpose3,
} from '../math/index.ts';
import { cellFromMetric, metricTensor } from './cell.ts';
import type { Cell, Crystal, Displacement } from './crystal.ts';
import { transformU } from './displacement.ts';
import { wrapUnit } from './operation.ts';
import { spaceGroupType } from './spaceGroups.ts';
import { type FoundSymmetry, findSymmetry } from './symmetry.ts';

/** A crystal in its conventional cell. */
export interface ConventionalCrystal {
  readonly crystal: Crystal;
  /** Columns: its edges in units of those given. Indices hkl of planes change by the transpose. */
  readonly edges: Matrix3;
}

export interface ConventionalCellOptions {
  /** Keep the cell of a rhombohedral lattice on rhombohedral axes. @default false */
  readonly rhombohedralAxes?: boolean;
}

/** Points of the lattice in a conventional cell, by the last letter of the Bravais lattice. */
const LATTICE_POINTS: Readonly<Record<string, number>> = { P: 1, S: 2, I: 2, R: 3, F: 4 };

/** Å; the second is what the labels of computed structures are found with. */
const TOLERANCES = [0.01, 0.1] as const;

const AS_GIVEN: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/**
 * A crystal in the conventional cell of its space group. A cell that holds as many lattice points as
 * that one, or more, is kept, whatever its setting and origin. One that holds fewer, a primitive one,
 * gives way to the cell of the group's usual setting. The stated space group counts, unless it is
 * P 1, which often means that none was stated. Kept as well where no symmetry is found.
 *
 * @throws TypeError before `initSymmetry`.
 */
export function conventionalCell(
  crystal: Crystal,
  { rhombohedralAxes = false }: ConventionalCellOptions = {},
): ConventionalCrystal {
  const asGiven = { crystal, edges: AS_GIVEN };
  const isStated = crystal.spaceGroup > 1;
  if (isStated && latticePoints(crystal.spaceGroup) === 1) return asGiven;
  const found = symmetryOf(crystal);
  if (!found?.ok) return asGiven;
  const group = isStated ? crystal.spaceGroup : found.number;
  const isRhombohedral = spaceGroupType(group).bravais === 'hR';
  if (isRhombohedral && rhombohedralAxes && hasEqualEdges(crystal.cell)) return asGiven;
  const points = found.operations.filter(({ rotation }) => isIdentity(rotation)).length;
  const edges = rounded(found.usualEdges);
  const size = Math.round(determinant3(edges));
  const complete = points >= latticePoints(group);
  if (complete || size < 2 || !isNear(edges, found.usualEdges)) return asGiven;
  return { crystal: inLargerCell(crystal, edges, size), edges };
}

/** By the tolerance that finds the stated group, or else the finer one. */
function symmetryOf(crystal: Crystal): FoundSymmetry | undefined {
  let fallback: FoundSymmetry | undefined;
  for (const symprec of TOLERANCES) {
    const found = findSymmetry(crystal, symprec);
    if (!found.ok) continue;
    if (crystal.spaceGroup === 1 || found.number === crystal.spaceGroup) return found;
    fallback ??= found;
  }
  return fallback;
}

const latticePoints = (spaceGroup: number): number =>
  LATTICE_POINTS[spaceGroupType(spaceGroup).bravais.slice(-1)]!;

const hasEqualEdges = ({ a, b, c, alpha, beta, gamma }: Cell): boolean =>
  [b, c].every((edge) => Math.abs(edge - a) < 1e-3 * a) &&
  [beta, gamma].every((angle) => Math.abs(angle - alpha) < 0.05);

/** The same atoms in a cell of `size` times the volume, its edges sums of the old ones. */
function inLargerCell(crystal: Crystal, edges: Matrix3, size: number): Crystal {
  const toNew = invert3(edges);
  const metric = multiply3(multiply3(transpose3(edges), metricTensor(crystal.cell)), edges);
  const cell = cellFromMetric(metric);
  const displaced = (displacement: Displacement): Displacement =>
    displacement.kind === 'anisotropic'
      ? { ...displacement, u: transformU(displacement.u, toNew, crystal.cell, cell) }
      : displacement;
  const points = latticePointsOf(toNew, size);
  const sites = crystal.sites.flatMap((site) => {
    const [x, y, z] = transform3(toNew, site.position);
    const displacement = displaced(site.displacement);
    return points.map(([u, v, w]) => {
      const position: Triple = [wrapUnit(x + u), wrapUnit(y + v), wrapUnit(z + w)];
      return { ...site, position, displacement };
    });
  });
  return { ...crystal, cell, sites };
}

/** Points of the old lattice in the new cell; their coordinates are multiples of 1 / size. */
function latticePointsOf(toNew: Matrix3, size: number): readonly Triple[] {
  const found = new Map<string, Triple>();
  const steps = Array.from({ length: size }, (_, i) => i);
  const share = (x: number) => (((Math.round(size * x) % size) + size) % size) / size;
  for (const i of steps) {
    for (const j of steps) {
      for (const k of steps) {
        const [x, y, z] = transform3(toNew, [i, j, k]);
        const point: Triple = [share(x), share(y), share(z)];
        found.set(point.join(' '), point);
      }
    }
  }
  return [...found.values()];
}

const rounded = (m: Matrix3): Matrix3 => {
  const row = ([x, y, z]: Triple): Triple => [Math.round(x), Math.round(y), Math.round(z)];
  return [row(m[0]), row(m[1]), row(m[2])];
};

const isNear = (a: Matrix3, b: Matrix3): boolean =>
  a.every((row, i) => row.every((x, j) => Math.abs(x - b[i]![j]!) < 1e-6));

const isIdentity = (rotation: Matrix3): boolean => isNear(rotation, AS_GIVEN);
