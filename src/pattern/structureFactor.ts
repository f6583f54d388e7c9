import { evaluateForm } from './quadraticForm.ts';
import type { Scatterer } from './scatterers.ts';

/** Σ occupancy · b · exp(−W(hkl)) · exp(2πi h·x) over the cell, fm. */
export interface StructureFactor {
  readonly re: number;
  readonly im: number;
}

/** Nuclear structure factor of one reflection, written out as the sum it is. */
export function structureFactor(
  scatterers: readonly Scatterer[],
  h: number,
  k: number,
  l: number,
): StructureFactor {
  let re = 0;
  let im = 0;
  for (const { amplitude, position, damping } of scatterers) {
    const phase = 2 * Math.PI * (h * position[0] + k * position[1] + l * position[2]);
    const damped = amplitude * Math.exp(-evaluateForm(damping, h, k, l));
    re += damped * Math.cos(phase);
    im += damped * Math.sin(phase);
  }
  return { re, im };
}
