/** One of the seven crystal systems. */
export type CrystalSystem =
  | 'triclinic'
  | 'monoclinic'
  | 'orthorhombic'
  | 'tetragonal'
  | 'trigonal'
  | 'hexagonal'
  | 'cubic';

/** One of the seven lattice systems: trigonal crystals have a rhombohedral or a hexagonal lattice. */
export type LatticeSystem = Exclude<CrystalSystem, 'trigonal'> | 'rhombohedral';

/** Pearson symbol of a Bravais lattice; `S` is one-face centring. */
export type BravaisLattice =
  | 'aP'
  | 'mP'
  | 'mS'
  | 'oP'
  | 'oS'
  | 'oI'
  | 'oF'
  | 'tP'
  | 'tI'
  | 'hR'
  | 'hP'
  | 'cP'
  | 'cI'
  | 'cF';

/** A Bravais lattice and what it is called. */
export interface BravaisLatticeType {
  readonly symbol: BravaisLattice;
  /** Name in words as used by Lolla et al., J. Appl. Cryst. 55, 882 (2022): `orthorhombic (F)`. */
  readonly name: string;
  readonly latticeSystem: LatticeSystem;
  /** System of the lattice's own point symmetry: trigonal for hR, hexagonal for hP. */
  readonly crystalSystem: CrystalSystem;
}

/** The 14 Bravais lattices by rising symmetry. [International Tables A (2016), 3.1.2] */
export const BRAVAIS_LATTICES: readonly BravaisLatticeType[] = (
  [
    { symbol: 'aP', name: 'triclinic (P)', latticeSystem: 'triclinic' },
    { symbol: 'mP', name: 'monoclinic (P)', latticeSystem: 'monoclinic' },
    { symbol: 'mS', name: 'monoclinic (C)', latticeSystem: 'monoclinic' },
    { symbol: 'oP', name: 'orthorhombic (P)', latticeSystem: 'orthorhombic' },
    { symbol: 'oS', name: 'orthorhombic (C)', latticeSystem: 'orthorhombic' },
    { symbol: 'oI', name: 'orthorhombic (I)', latticeSystem: 'orthorhombic' },
    { symbol: 'oF', name: 'orthorhombic (F)', latticeSystem: 'orthorhombic' },
    { symbol: 'tP', name: 'tetragonal (P)', latticeSystem: 'tetragonal' },
    { symbol: 'tI', name: 'tetragonal (I)', latticeSystem: 'tetragonal' },
    { symbol: 'hR', name: 'rhombohedral (P)', latticeSystem: 'rhombohedral' },
    { symbol: 'hP', name: 'hexagonal (P)', latticeSystem: 'hexagonal' },
    { symbol: 'cP', name: 'cubic (P)', latticeSystem: 'cubic' },
    { symbol: 'cI', name: 'cubic (I)', latticeSystem: 'cubic' },
    { symbol: 'cF', name: 'cubic (F)', latticeSystem: 'cubic' },
  ] as const
).map((lattice) => ({
  ...lattice,
  crystalSystem: lattice.latticeSystem === 'rhombohedral' ? 'trigonal' : lattice.latticeSystem,
}));
