import { degFromRad } from '../math/index.ts';
import { cellVolume } from './cell.ts';
import type { Crystal } from './crystal.ts';
import { neutronCrossSections } from './scattering.ts';
import { nuclideLabel } from './species.ts';
import { dispersionOf } from './xrayDispersion.ts';

/** How much of a neutron beam a crystal takes away and scatters evenly; per volume, cm⁻¹. */
export interface CellCrossSections {
  /** At the wavelength asked for: σ_abs λ / 1.798 Å, which resonances (Sm, Eu, Gd, Cd …) break. */
  readonly absorption: number;
  readonly coherent: number;
  readonly incoherent: number;
  /**
   * Flat background that incoherent scattering adds to a powder pattern, in the unit of
   * m·|F|²·(Lorentz factor) for each degree of 2θ, fm²: 4 V Σσ_inc / λ³ · (π/180).
   *
   * An estimate: elastic, even in all directions, of bound nuclei, without absorption and multiple
   * scattering. Recoil lowers that of hydrogen from 80 barn towards a quarter as λ gets shorter.
   */
  readonly incoherentLevel: number;
  /** Nuclides of which a cross section is unknown; they count as 0. */
  readonly unknown: readonly string[];
}

/** Neutrons of 2200 m/s, Å. */
const THERMAL = 1.798;

/**
 * Macroscopic cross sections of a crystal for neutrons of `wavelength` (Å), from the bound cross
 * sections of its nuclei: 1 barn/Å³ = 1 cm⁻¹.
 *
 * The level of the background follows from dividing the incoherent Σσ/4π of a cell into each
 * direction by what the ring of a powder reflection brings there, λ³ m|F|² / (16π V sin²θ cosθ)
 * a radian of 2θ. [Squires (1978), 2.5 and 3.6]
 *
 * @throws RangeError when the wavelength is not positive.
 */
export function neutronCrossSectionsOf(crystal: Crystal, wavelength: number): CellCrossSections {
  if (!(wavelength > 0)) throw new RangeError(`a wavelength must be positive (Å): ${wavelength}`);
  const unknown = new Set<string>();
  const sums = { coherent: 0, incoherent: 0, absorption: 0 };
  for (const { species, occupancy } of crystal.sites) {
    const label = nuclideLabel(species);
    const known = neutronCrossSections(label);
    for (const kind of ['coherent', 'incoherent', 'absorption'] as const) {
      const barn = known?.[kind];
      if (barn === undefined) unknown.add(label);
      else sums[kind] += occupancy * barn;
    }
  }
  const volume = cellVolume(crystal.cell);
  // 1 barn = 100 fm²
  const level = (4 * volume * 100 * sums.incoherent) / wavelength ** 3 / degFromRad(1);
  return {
    absorption: (sums.absorption * wavelength) / THERMAL / volume,
    coherent: sums.coherent / volume,
    incoherent: sums.incoherent / volume,
    incoherentLevel: level,
    unknown: [...unknown],
  };
}

/** What a crystal takes away from X-rays by photoelectric absorption. */
export interface XrayAbsorption {
  /** Per length, cm⁻¹. */
  readonly absorption: number;
  /** Elements of which it is unknown; they count as 0. */
  readonly unknown: readonly string[];
}

/** Classical radius of the electron, Å. */
const ELECTRON_RADIUS = 2.8179403e-5;
/** Their absorption is next to none, and not tabulated. */
const TRANSPARENT: ReadonlySet<string> = new Set(['H', 'D', 'T', 'He']);

/**
 * Linear absorption coefficient of a crystal for X-rays of `wavelength` (Å), by the optical theorem:
 * an atom takes 2 r_e λ f″ away. Scattering, which takes away little below 20 keV, is left out.
 * [ITC-C, 6.3.2]
 *
 * @throws RangeError when the wavelength is not positive.
 */
export function xrayAbsorptionOf(crystal: Crystal, wavelength: number): XrayAbsorption {
  if (!(wavelength > 0)) throw new RangeError(`a wavelength must be positive (Å): ${wavelength}`);
  const unknown = new Set<string>();
  let sum = 0;
  for (const { species, occupancy } of crystal.sites) {
    const dispersion = dispersionOf(species.element, wavelength);
    if (dispersion) sum += occupancy * dispersion.fDoublePrime;
    else if (!TRANSPARENT.has(species.element)) unknown.add(species.element);
  }
  // 1 Å⁻¹ = 10⁸ cm⁻¹
  const absorption = (2e8 * ELECTRON_RADIUS * wavelength * sum) / cellVolume(crystal.cell);
  return { absorption, unknown: [...unknown] };
}
