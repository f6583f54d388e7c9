import type { Displacement } from '../crystal.ts';
import { isPhysical } from '../displacement.ts';
import type { CifColumns } from './blocks.ts';
import { findValue, parseCifNumber } from './values.ts';

/** Greater mean-square displacements, Å², are as a rule B values under a U tag. */
const LARGEST_CREDIBLE_U = 0.5;

/** What is odd about an atom that is used all the same, one predicate each: "has …". */
export function remarksOnAtom(
  columns: CifColumns,
  row: number,
  displacement: Displacement,
): readonly string[] {
  return [
    ...remarksOnOccupancy(columns, row),
    ...remarksOnValue(columns, row, displacement),
    ...remarksOnDisplacement(displacement),
  ];
}

function remarksOnOccupancy(columns: CifColumns, row: number): readonly string[] {
  const occupancy = numberOf(columns, row, ['_atom_site_occupancy']) ?? 1;
  return occupancy > 1 ? [`has an occupancy of ${occupancy}, which was taken as 1`] : [];
}

const ISOTROPIC = ['_atom_site_u_iso_or_equiv', '_atom_site_b_iso_or_equiv'];

function remarksOnValue(
  columns: CifColumns,
  row: number,
  displacement: Displacement,
): readonly string[] {
  const value = numberOf(columns, row, ISOTROPIC) ?? 0;
  if (displacement.kind !== 'none' || value >= 0) return [];
  return [`has a negative displacement, ${value} Å², which counts as none`];
}

function remarksOnDisplacement(displacement: Displacement): readonly string[] {
  const { kind } = displacement;
  const u = largestU(displacement);
  return [
    ...(u > LARGEST_CREDIBLE_U ? [`has U = ${u} Å²; is it B?`] : []),
    ...(kind === 'anisotropic' && !isPhysical(displacement.u)
      ? ['has a displacement tensor that is not positive definite; it was taken as it is']
      : []),
  ];
}

function largestU(displacement: Displacement): number {
  switch (displacement.kind) {
    case 'none':
      return 0;
    case 'isotropic':
      return displacement.uIso;
    case 'anisotropic':
      return Math.max(displacement.u[0], displacement.u[1], displacement.u[2]);
  }
}

function numberOf(columns: CifColumns, row: number, tags: readonly string[]): number | undefined {
  const value = findValue(columns, tags, row);
  return value && parseCifNumber(value.text);
}
