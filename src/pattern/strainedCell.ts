import type { Cell, Crystal, CrystalSystem } from '../crystal/index.ts';
import {
  cellFromMetric,
  orthogonalisationMatrix,
  reciprocalMetric,
  spaceGroupType,
} from '../crystal/index.ts';
import { invert3, type Matrix3, multiply3, type Triple, transpose3 } from '../math/index.ts';
import { LAUE_ORDER } from './intensitySymmetry.ts';
import { EDGES, isometries } from './isometries.ts';
import { laueOperations } from './laueOperations.ts';

/** Operations of a lattice whose edges show the symmetry of the crystal system, and no more of it. */
const ORDERS: Readonly<Record<CrystalSystem, number>> = {
  triclinic: 2,
  monoclinic: 4,
  orthorhombic: 8,
  tetragonal: 16,
  // On hexagonal axes; the metric of twelve operations can be that of others by accident.
  trigonal: 24,
  hexagonal: 24,
  cubic: 48,
};

/** Operations on hkl, and the strain that they are applied to. */
interface Allowed {
  readonly operations: readonly Matrix3[];
  readonly strain: Matrix3;
}

/**
 * The cell of a crystal after as much of a strain as its Laue class allows: lengths and angles that
 * symmetry ties stay tied, in whatever cell the crystal is given, so that positions keep their
 * space group.
 *
 * The strained metric is averaged over the operations of the lattice of cell edges, where that is as
 * symmetric as the crystal system asks; otherwise over those of the intensities, which take
 * milliseconds to find. Where rounded coordinates hide some of these, only the isotropic part of the
 * strain is left.
 *
 * @param wanted ε by rows, Cartesian with a along x and b in the xy plane: x′ = (1 + ε) x
 */
export function strainedCell(crystal: Crystal, wanted: Matrix3): Cell {
  const { operations, strain } = allowedStrain(crystal, wanted);
  const stretch = mapMatrix((i, j) => EDGES[i]![j]! + strain[i]![j]!);
  const edges = multiply3(stretch, orthogonalisationMatrix(crystal.cell));
  const reciprocal = invert3(multiply3(transpose3(edges), edges));
  const images = operations.map((m) => multiply3(multiply3(transpose3(m), reciprocal), m));
  const mean = mapMatrix(
    (i, j) => images.reduce((sum, image) => sum + image[i]![j]!, 0) / images.length,
  );
  return cellFromMetric(invert3(mean));
}

function allowedStrain(crystal: Crystal, strain: Matrix3): Allowed {
  const ofEdges = isometries(reciprocalMetric(crystal.cell), EDGES);
  const { crystalSystem, laueClass } = spaceGroupType(crystal.spaceGroup);
  if (ofEdges.length === ORDERS[crystalSystem]) return { operations: ofEdges, strain };
  const rotations = laueOperations(crystal);
  if (2 * rotations.length >= LAUE_ORDER[laueClass]) return { operations: rotations, strain };
  const mean = (strain[0][0] + strain[1][1] + strain[2][2]) / 3;
  return { operations: [EDGES], strain: mapMatrix((i, j) => mean * EDGES[i]![j]!) };
}

const mapMatrix = (element: (i: number, j: number) => number): Matrix3 => {
  const row = (i: number): Triple => [element(i, 0), element(i, 1), element(i, 2)];
  return [row(0), row(1), row(2)];
};
