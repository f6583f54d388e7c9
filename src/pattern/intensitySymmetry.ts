import type { LaueClass } from '../crystal/index.ts';
import type { Matrix3 } from '../math/index.ts';
import { EDGES, isometries } from './isometries.ts';
import type { IntensityMap } from './orbits.ts';
import { spannedLattice } from './spannedLattice.ts';

/** Reflections below this share of the largest |F|² count as absent. */
export const ABSENT = 1e-9;
/** Number of operations of each Laue class. */
export const LAUE_ORDER: Readonly<Record<LaueClass, number>> = {
  '-1': 2,
  '2/m': 4,
  mmm: 8,
  '4/m': 8,
  '4/mmm': 16,
  '-3': 6,
  '-3m': 12,
  '6/m': 12,
  '6/mmm': 24,
  'm-3': 24,
  'm-3m': 48,
};

/**
 * The operations on hkl that leave the lattice of all present reflections and their intensities as
 * they are: as many as the Laue class has, those that hold best, and others that hold equally well;
 * none that misses by more than `tolerance` of the strongest. `metric` is the reciprocal one.
 */
export function intensitySymmetry(
  intensities: IntensityMap,
  metric: Matrix3,
  laueClass: LaueClass,
  tolerance: number,
): readonly Matrix3[] {
  const { strongest } = intensities;
  const absent = ABSENT * strongest;
  const lattice = spannedLattice(intensities.present(absent)) ?? EDGES;
  const measured = isometries(metric, lattice).map((operation) => {
    const violation = intensities.violation(operation, absent, tolerance * strongest);
    return { operation, violation: violation / strongest };
  });
  const within = (limit: number) => measured.filter(({ violation }) => violation <= limit);
  let limit = Math.min(ABSENT, tolerance);
  while (limit < tolerance && within(limit).length < LAUE_ORDER[laueClass]) {
    limit = Math.min(10 * limit, tolerance);
  }
  return within(limit).map(({ operation }) => operation);
}
