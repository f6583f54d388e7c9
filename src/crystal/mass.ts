import { cellVolume } from './cell.ts';
import type { Crystal, Species } from './crystal.ts';
import { ATOMIC_MASSES } from './tables/atomicMasses.ts';

const MASSES: ReadonlyMap<string, number> = new Map(
  ATOMIC_MASSES.trim()
    .split(/\s{2,}|\n/)
    .map((entry) => {
      const [element, mass] = entry.split(' ');
      return [element!, Number(mass)];
    }),
);

/** Grams in a unified atomic mass unit (CODATA 2018), times the Å³ in a cm³. */
const GRAMS_PER_UNIT = 1.6605390666;

/**
 * Mass of an atom in unified atomic mass units; an enriched isotope counts by its mass number, which
 * is right to 0.3 %.
 *
 * @throws RangeError for elements beyond californium.
 */
export function atomicMass({ element, massNumber }: Species): number {
  const mass = massNumber ?? MASSES.get(element);
  if (mass === undefined) throw new RangeError(`no atomic mass is known of ${element}`);
  return mass;
}

/** Mass of the content of a cell in unified atomic mass units. */
export const cellMass = ({ sites }: Crystal): number =>
  sites.reduce((sum, { species, occupancy }) => sum + occupancy * atomicMass(species), 0);

/** Mass over volume of the cell, g/cm³. */
export const crystalDensity = (crystal: Crystal): number =>
  (GRAMS_PER_UNIT * cellMass(crystal)) / cellVolume(crystal.cell);
