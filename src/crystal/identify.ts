import { multiply3, type Triple, transpose3 } from '../math/index.ts';
import { cellFromMetric, metricTensor } from './cell.ts';
import type { Cell, Crystal, Site } from './crystal.ts';
import {
  applyOperation,
  composeOperations,
  formatOperation,
  type SymmetryOperation,
} from './operation.ts';
import { findSymmetry, isSymmetryInitialised } from './symmetry.ts';

/** Without any symmetry of its own. Å, degrees */
const GENERIC_CELL: Cell = { a: 17.3, b: 19.1, c: 21.7, alpha: 81, beta: 86, gamma: 77 };
/** Rotation part of a centre of symmetry, row after row. */
const INVERSION = '-1,0,0,0,-1,0,0,0,-1';
/** Two atoms far from all symmetry elements: one alone always has a centre of symmetry. */
const GENERIC_ATOMS: readonly (readonly [string, Triple])[] = [
  ['H', [0.0713, 0.1691, 0.2837]],
  ['He', [0.4127, 0.3319, 0.0571]],
];

/**
 * International Tables number of a complete list of operations, from the symmetry of a crystal that
 * they build; undefined when the list is no group or, triclinic groups apart, before `initSymmetry`.
 */
export function identifyOperations(operations: readonly SymmetryOperation[]): number | undefined {
  if (operations.length === 0 || !isClosed(operations)) return undefined;
  const rotations = new Set(operations.map(({ rotation }) => rotation.join()));
  if (rotations.size === 1) return 1;
  if (rotations.size === 2 && rotations.has(INVERSION)) return 2;
  if (!isSymmetryInitialised()) return undefined;
  const sites = GENERIC_ATOMS.flatMap(([element, point]) =>
    operations.map(
      (operation): Site => ({
        species: { element, charge: 0 },
        position: applyOperation(operation, point),
        occupancy: 1,
        displacement: { kind: 'none' },
      }),
    ),
  );
  const cell = invariantCell(operations);
  const crystal: Crystal = { id: '', source: '', formula: '', cell, sites, spaceGroup: 1 };
  const found = findSymmetry(crystal, 1e-4);
  return found.ok && found.operations.length === operations.length ? found.number : undefined;
}

function isClosed(operations: readonly SymmetryOperation[]): boolean {
  const known = new Set(operations.map(formatOperation));
  return operations.every((a) =>
    operations.every((b) => known.has(formatOperation(composeOperations(a, b)))),
  );
}

/** A cell that every rotation R leaves as it is: the metric G averaged to Σ Rᵀ G R. */
function invariantCell(operations: readonly SymmetryOperation[]): Cell {
  const generic = metricTensor(GENERIC_CELL);
  const images = operations.map(({ rotation }) =>
    multiply3(multiply3(transpose3(rotation), generic), rotation),
  );
  const mean = (i: 0 | 1 | 2, j: 0 | 1 | 2): number =>
    images.reduce((sum, image) => sum + image[i][j], 0) / images.length;
  const row = (i: 0 | 1 | 2): Triple => [mean(i, 0), mean(i, 1), mean(i, 2)];
  return cellFromMetric([row(0), row(1), row(2)]);
}
