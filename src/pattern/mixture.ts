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
}

export interface Mixture {
  /** Scaled to a maximum of 1. */
  readonly intensity: Float64Array;
  /** What each phase adds to it. */
  readonly contributions: readonly Float64Array[];
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
export function mixPhases(phases: readonly Phase[]): Mixture {
  const [main] = phases;
  if (!main) throw new RangeError('a mixture has one phase or more');
  const { length } = main.intensity;
  const scales = phases.map(({ crystal, weight, intensity, maximum }) => {
    if (!(weight > 0 && Number.isFinite(weight))) {
      throw new RangeError(`the weight of ${crystal.id} must be positive, it is ${weight}`);
    }
    if (intensity.length !== length) {
      throw new RangeError(`the pattern of ${crystal.id} is on another grid`);
    }
    return (weight * maximum) / (cellMass(crystal) * cellVolume(crystal.cell));
  });
  const sum = new Float64Array(length);
  phases.forEach(({ intensity }, p) => {
    for (let i = 0; i < length; i++) sum[i]! += scales[p]! * intensity[i]!;
  });
  const highest = sum.reduce((most, y) => Math.max(most, y), 0);
  return {
    intensity: sum.map((y) => y / highest),
    contributions: phases.map(({ intensity }, p) =>
      intensity.map((y) => (scales[p]! * y) / highest),
    ),
  };
}
