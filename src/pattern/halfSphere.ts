import type { Cell } from '../crystal/index.ts';
import { cellVolume, reciprocalMetric } from '../crystal/index.ts';
import { inverseSquareForm } from './quadraticForm.ts';

/** Sums over more reflections take seconds; such cells are proteins, or mistakes. */
export const MAX_REFLECTIONS = 1_000_000;

/** About how many reflections have 1/d ≤ `qMax` (Å⁻¹), Friedel mates counted once. */
export const halfSphereCount = (cell: Cell, qMax: number): number =>
  (2 / 3) * Math.PI * qMax ** 3 * cellVolume(cell);

/** Largest h, k and l with 1/d ≤ `qMax` (Å⁻¹): |h| = |a·q| ≤ a q. */
export const largestIndices = (
  { a, b, c }: Cell,
  qMax: number,
): readonly [number, number, number] => [
  Math.floor(a * qMax),
  Math.floor(b * qMax),
  Math.floor(c * qMax),
];

/**
 * Calls `visit` for every row h, k, lLow … lHigh of reflections with 1/d ≤ `qMax` (Å⁻¹), one of
 * each Friedel pair, without 000. The limits of l are solved from the metric, so that no
 * reflection outside of the sphere is visited, however oblique the cell.
 */
export function visitRows(
  cell: Cell,
  qMax: number,
  visit: (h: number, k: number, lLow: number, lHigh: number) => void,
): void {
  const [g11, g22, g33, g12, g13, g23] = inverseSquareForm(reciprocalMetric(cell));
  const [hMax, kMax] = largestIndices(cell, qMax);
  for (let h = 0; h <= hMax; h++) {
    for (let k = h === 0 ? 0 : -kMax; k <= kMax; k++) {
      const middle = -(g13 * h + g23 * k) / (2 * g33);
      const inPlane = g11 * h * h + g22 * k * k + g12 * h * k;
      const discriminant = middle * middle - (inPlane - qMax * qMax) / g33;
      if (discriminant < 0) continue;
      const root = Math.sqrt(discriminant);
      const lLow = h === 0 && k === 0 ? 1 : Math.ceil(middle - root);
      const lHigh = Math.floor(middle + root);
      if (lLow <= lHigh) visit(h, k, lLow, lHigh);
    }
  }
}
