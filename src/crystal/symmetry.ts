import { analyze_cell, initSync, type MoyoDataset } from '@spglib/moyo-wasm';
import { type Matrix3, norm, type Triple, transform3, transpose3 } from '../math/index.ts';
import type { BravaisLattice } from './bravais.ts';
import { orthogonalisationMatrix } from './cell.ts';
import type { Crystal, Site } from './crystal.ts';
import { type SymmetryOperation, wrapUnit } from './operation.ts';
import { bravaisOfSpaceGroup } from './spaceGroups.ts';
import { nuclideLabel } from './species.ts';

/** The symmetry of an arrangement of atoms, or why it could not be found. */
export type FoundSymmetry =
  | {
      readonly ok: true;
      /** International Tables number, 1–230. */
      readonly number: number;
      /** Usual setting of that group, by its place among the 530 tabulated ones. */
      readonly hallNumber: number;
      readonly bravais: BravaisLattice;
      /** Operations in the cell of the crystal as given, in whatever setting that is. */
      readonly operations: readonly SymmetryOperation[];
      /** Columns: edges of the cell of the usual setting, in units of the edges as given. */
      readonly usualEdges: Matrix3;
      /** Sites as the search saw them: those at one position are one atom. */
      readonly atoms: readonly FoundAtom[];
    }
  | { readonly ok: false; readonly message: string };

/** An atom of the cell as given, and where the space group has it. */
export interface FoundAtom {
  /** Its entries among the sites of the crystal: several where the site is mixed. */
  readonly sites: readonly number[];
  /** Wyckoff letter in the usual setting. */
  readonly wyckoff: string;
  /** The same for all atoms that symmetry makes of one. */
  readonly orbit: number;
}

let initialised = false;

/** Loads the symmetry search from the bytes of `@spglib/moyo-wasm`; once is enough. */
export function initSymmetry(wasm: ArrayBuffer | ArrayBufferView): void {
  if (initialised) return;
  initSync({ module: wasm });
  initialised = true;
}

export const isSymmetryInitialised = (): boolean => initialised;

/**
 * Finds the space group of a crystal from its atoms alone. `symprec` is how far in Å an atom may lie
 * from where symmetry puts it. Nuclides (`Li`, `6Li`, `D`) and occupancies tell atoms apart, charges
 * do not; entries at one position are one mixed atom. [moyo, the successor of spglib]
 *
 * @throws TypeError before `initSymmetry`; RangeError when `symprec` is not positive.
 */
export function findSymmetry(crystal: Crystal, symprec = 0.01): FoundSymmetry {
  if (!initialised) {
    throw new TypeError('no symmetry search without moyo: call initSymmetry(wasm) first');
  }
  if (!(symprec > 0)) throw new RangeError(`symprec must be positive (Å), got ${symprec}`);
  const orthogonal = orthogonalisationMatrix(crystal.cell);
  const atoms = mergeSites(crystal.sites, orthogonal, symprec);
  const kinds = new Map<string, number>();
  const numbers = atoms.map(({ contents }) => {
    const kind = kindOf(contents);
    if (!kinds.has(kind)) kinds.set(kind, kinds.size + 1);
    return kinds.get(kind)!;
  });
  const lattice = { basis: transpose3(orthogonal).flat() };
  const cell = { lattice, positions: atoms.map(({ position }) => position), numbers };
  // moyo panics on these instead of returning a fault.
  const usable = [...lattice.basis, ...cell.positions.flat()].every(Number.isFinite);
  if (atoms.length === 0 || !usable) {
    return { ok: false, message: 'symmetry needs a cell and at least one atom with coordinates' };
  }
  try {
    return fromDataset(analyze_cell(JSON.stringify(cell), symprec, 'Spglib'), atoms);
  } catch (error) {
    return { ok: false, message: `no symmetry found within ${symprec} Å: ${error}` };
  }
}

function fromDataset(dataset: MoyoDataset, atoms: readonly Atom[]): FoundSymmetry {
  const { number, hall_number, operations, std_linear, wyckoffs, orbits } = dataset;
  return {
    ok: true,
    number,
    hallNumber: hall_number,
    bravais: bravaisOfSpaceGroup(number),
    operations: operations.map(({ rotation, translation: [x, y, z] }) => ({
      rotation: matrixFromMoyo(rotation),
      translation: [wrapUnit(x), wrapUnit(y), wrapUnit(z)],
    })),
    usualEdges: matrixFromMoyo(std_linear),
    atoms: atoms.map(({ sites }, i) => ({ sites, wyckoff: wyckoffs[i]!, orbit: orbits[i]! })),
  };
}

/** moyo writes matrices column by column. */
function matrixFromMoyo(r: MoyoDataset['std_linear']): Matrix3 {
  return [
    [r[0], r[3], r[6]],
    [r[1], r[4], r[7]],
    [r[2], r[5], r[8]],
  ];
}

interface Atom {
  readonly position: Triple;
  readonly sites: number[];
  /** Occupancy by nuclide. */
  readonly contents: Map<string, number>;
}

/** Sites closer than `symprec` Å become one atom. */
function mergeSites(sites: readonly Site[], orthogonal: Matrix3, symprec: number): readonly Atom[] {
  const atoms: Atom[] = [];
  for (const [i, { position, species, occupancy }] of sites.entries()) {
    const same = atoms.find((atom) => distance(atom.position, position, orthogonal) < symprec);
    const atom = same ?? { position, sites: [], contents: new Map<string, number>() };
    if (!same) atoms.push(atom);
    atom.sites.push(i);
    const nuclide = nuclideLabel(species);
    atom.contents.set(nuclide, (atom.contents.get(nuclide) ?? 0) + occupancy);
  }
  return atoms;
}

/** Between two points of the lattice, Å; exact for points that are close. */
function distance(a: Triple, b: Triple, orthogonal: Matrix3): number {
  const apart = (i: 0 | 1 | 2) => wrapUnit(a[i] - b[i] + 0.5) - 0.5;
  return norm(transform3(orthogonal, [apart(0), apart(1), apart(2)]));
}

/** Same for atoms that cannot be told apart: `Co 0.500, Fe 0.500`. */
const kindOf = (contents: ReadonlyMap<string, number>): string =>
  [...contents]
    .map(([nuclide, share]) => `${nuclide} ${share.toFixed(3)}`)
    .sort()
    .join(', ');
