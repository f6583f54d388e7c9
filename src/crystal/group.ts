import type { Triple } from '../math/index.ts';
import { composeOperations, IDENTITY, type SymmetryOperation, wrapUnit } from './operation.ts';

/** The largest crystallographic point group, m-3m. */
const MAX_POINT_GROUP_ORDER = 48;
const TOLERANCE = 1e-4;

/**
 * A space group: one operation for every rotation part, and the translations (0, 0, 0 among them)
 * of the lattice in one cell.
 */
export interface SpaceGroup {
  readonly representatives: readonly SymmetryOperation[];
  readonly centring: readonly Triple[];
}

/**
 * The space group that operations generate in a lattice; undefined when they generate more rotations
 * than a crystal may have, or translations outside the lattice.
 */
export function generateGroup(
  generators: readonly SymmetryOperation[],
  centring: readonly Triple[],
): SpaceGroup | undefined {
  const representatives = [IDENTITY];
  const byRotation = new Map([[rotationKey(IDENTITY), IDENTITY]]);
  // The list grows while it is walked: every product of generators is reached from the left.
  for (const operation of representatives) {
    for (const generator of generators) {
      const product = composeOperations(generator, operation);
      const known = byRotation.get(rotationKey(product));
      if (known && !isLatticeVector(difference(product.translation, known.translation), centring)) {
        return undefined;
      }
      if (known) continue;
      if (representatives.length === MAX_POINT_GROUP_ORDER) return undefined;
      byRotation.set(rotationKey(product), product);
      representatives.push(product);
    }
  }
  return { representatives, centring };
}

/** Every operation of the group in one cell, the identity first. */
export const groupOperations = ({
  representatives,
  centring,
}: SpaceGroup): readonly SymmetryOperation[] =>
  centring.flatMap((translation) => {
    const shift: SymmetryOperation = { rotation: IDENTITY.rotation, translation };
    return representatives.map((operation) => composeOperations(shift, operation));
  });

/** Whether a translation belongs to the lattice with these centring vectors. */
export const isLatticeVector = (vector: Triple, centring: readonly Triple[]): boolean =>
  centring.some((centre) => difference(vector, centre).every(isWhole));

const isWhole = (x: number): boolean => wrapUnit(x + TOLERANCE) < 2 * TOLERANCE;

const difference = (a: Triple, b: Triple): Triple => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

const rotationKey = ({ rotation }: SymmetryOperation): string => rotation.join();
