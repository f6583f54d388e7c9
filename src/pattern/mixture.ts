import type { Crystal } from '../crystal/index.ts';
import { cellMass, cellVolume } from '../crystal/index.ts';

/** A crystal of a mixture and its pattern, all of them of one instrument. */
export interface Phase {
  readonly crystal: Crystal;
  /** Its mass in the mixture, in any unit: weight fraction, mg. */
  readonly weight: number;
  /** What a simulator made of it: `intensity` scaled to a maximum of 1, and what that was before. */
  readonly intensity: Float64Array;
  readonly maximum: number;
  /**
   * Flat background that the phase itself scatters, in the unit of `maximum`: `incoherentLevel` of
   * `neutronCrossSectionsOf`. @default 0
   */
  readonly incoherentLevel?: number;
}

export interface MixtureOptions {
  /** Share of the rays that leave the sample at each point of the grid. @default 1 */
  readonly transmission?: Float64Array;
}

export interface Mixture {
  /** Scaled to a maximum of 1. */
  readonly intensity: Float64Array;
  /** What each phase adds to it. */
  readonly contributions: readonly Float64Array[];
  /** What nuclei scatter incoherently, in the same unit, not part of the intensity. */
  readonly incoherent: Float64Array;
}

/**
 * The pattern of a mixture by weight.
 *
 * A volume v of powder scatters v |F|² / V² into a line, V and F of the cell: |F|² for each cell, of
 * which there are v/V, times the 1/V of the density of reciprocal lattice points. The volume of a
 * weight w is w V / M, M the mass of the cell. So a phase counts by w / (M V); a larger cell of the
 * same crystal has |F|², M and V in proportion n², n, n, and counts the same.
 * [Hill & Howard, J. Appl. Cryst. 20, 467 (1987), where M is Z times that of the formula]
 *
 * @throws RangeError when there is no phase, a weight is not positive or the grids differ.
 */
export function mixPhases(
  phases: readonly Phase[],
  { transmission }: MixtureOptions = {},
): Mixture {
  const [main] = phases;
  if (!main) throw new RangeError('a mixture has one phase or more');
  const { length } = main.intensity;
  if (transmission && transmission.length !== length) {
    throw new RangeError('the transmission is on another grid');
  }
  const shares = phases.map(({ crystal, weight, intensity }) => {
    if (!(weight > 0 && Number.isFinite(weight))) {
      throw new RangeError(`the weight of ${crystal.id} must be positive, it is ${weight}`);
    }
    if (intensity.length !== length) {
      throw new RangeError(`the pattern of ${crystal.id} is on another grid`);
    }
    return weight / (cellMass(crystal) * cellVolume(crystal.cell));
  });
  const passed = transmission ?? new Float64Array(length).fill(1);
  const parts = phases.map(({ intensity, maximum }, p) =>
    intensity.map((y, i) => shares[p]! * maximum * y * passed[i]!),
  );
  const sum = passed.map((_, i) => parts.reduce((total, part) => total + part[i]!, 0));
  const level = phases.reduce((total, phase, p) => total + shares[p]! * levelOf(phase), 0);
  const highest = sum.reduce((most, y) => Math.max(most, y), 0);
  const scaled = (values: Float64Array) => values.map((y) => y / highest);
  return {
    intensity: scaled(sum),
    contributions: parts.map(scaled),
    incoherent: passed.map((share) => (share * level) / highest),
  };
}

const levelOf = ({ incoherentLevel = 0 }: Phase): number => incoherentLevel;
