import {
  degFromRad,
  determinant3,
  dot,
  invert3,
  type Matrix3,
  norm,
  type Triple,
  transform3,
  transpose3,
} from '../math/index.ts';
import { checkCell } from './cell.ts';
import type { Cell, Fractional, Site } from './crystal.ts';
import { type Checked, refuse } from './fault.ts';
import { wrapUnit } from './operation.ts';
import { findOverlap } from './overlap.ts';

/** A cell given by its vectors, and the way from a Cartesian place to a fractional one. */
export interface Lattice {
  readonly cell: Cell;
  /** Å → fractions of the cell edges, not moved into the cell. */
  fractional(cartesian: Triple): Fractional;
}

/** The lattice of the row vectors a, b, c, Å. */
export function latticeOfVectors(vectors: Matrix3): Checked<Lattice> {
  const lengths = vectors.map(norm) as [number, number, number];
  const flat = Math.abs(determinant3(vectors)) / (lengths[0] * lengths[1] * lengths[2]);
  if (!(flat > 1e-4)) return refuse('impossible-cell', 'the three lattice vectors span no volume');
  const angle = (i: 0 | 1 | 2, j: 0 | 1 | 2): number =>
    degFromRad(Math.acos(dot(vectors[i], vectors[j]) / (lengths[i] * lengths[j])));
  const [a, b, c] = lengths;
  const cell = { a, b, c, alpha: angle(1, 2), beta: angle(0, 2), gamma: angle(0, 1) };
  const impossible = checkCell(cell);
  if (impossible !== undefined) return refuse('impossible-cell', impossible);
  const toFractions = transpose3(invert3(vectors));
  return { ok: true, value: { cell, fractional: (place) => transform3(toFractions, place) } };
}

/**
 * Sites that may stand in a cell, moved into it; the warning is of occupancies that sum to a little
 * above 1.
 */
export function checkSites(
  cell: Cell,
  sites: readonly Site[],
): Checked<{ readonly sites: readonly Site[]; readonly warnings: readonly string[] }> {
  const inside = sites.map((site) => {
    const [x, y, z] = site.position;
    return { ...site, position: [wrapUnit(x), wrapUnit(y), wrapUnit(z)] as const };
  });
  const { fault, warning } = findOverlap(cell, inside);
  if (fault !== undefined) return refuse('overlapping-atoms', fault);
  const warnings = warning === undefined ? [] : [warning];
  return { ok: true, value: { sites: inside, warnings } };
}
