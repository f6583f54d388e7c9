import { realPart } from './amplitude.ts';
import { evaluateForm } from './quadraticForm.ts';
import type { Scatterer } from './scatterers.ts';

/** A complex number, fm for neutrons, electrons for X-rays. */
export interface StructureFactor {
  readonly re: number;
  readonly im: number;
}

/**
 * Structure factor of one reflection, written out as the sum over the cell that it is:
 * Σ occupancy · f(s) · exp(−W(hkl)) · exp(2πi h·x). `s2` is sin²θ/λ² = 1/4d², Å⁻².
 */
export function structureFactor(
  scatterers: readonly Scatterer[],
  h: number,
  k: number,
  l: number,
  s2: number,
): StructureFactor {
  let re = 0;
  let im = 0;
  for (const { occupancy, amplitude, position, damping } of scatterers) {
    const phase = 2 * Math.PI * (h * position[0] + k * position[1] + l * position[2]);
    const damped = occupancy * Math.exp(-evaluateForm(damping, h, k, l));
    const [c, s] = [damped * Math.cos(phase), damped * Math.sin(phase)];
    const real = realPart(amplitude, s2);
    re += real * c - amplitude.im * s;
    im += real * s + amplitude.im * c;
  }
  return { re, im };
}
