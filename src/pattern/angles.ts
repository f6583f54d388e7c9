import { degFromRad, radFromDeg } from '../math/index.ts';
import type { Polarisation } from './instrument.ts';

/** Bragg's law λ = 2d sin θ: spacing d from the diffraction angle 2θ. Degrees in, Å out. */
export const dFromTwoTheta = (twoTheta: number, wavelength: number): number =>
  wavelength / (2 * Math.sin(radFromDeg(twoTheta / 2)));

/** Diffraction angle 2θ of a spacing d, degrees; NaN where d < λ/2, which no angle reaches. */
export const twoThetaFromD = (d: number, wavelength: number): number =>
  2 * degFromRad(Math.asin(wavelength / (2 * d)));

/** Lorentz factor of a powder at constant wavelength, 1 / (sin²θ cosθ). [ITC-C, 6.2.5] */
export function lorentzFactor(twoTheta: number): number {
  const theta = radFromDeg(twoTheta / 2);
  return 1 / (Math.sin(theta) ** 2 * Math.cos(theta));
}

/**
 * Polarisation factor at a diffraction angle, 1 at 2θ = 0. Laboratory: (1 + A cos²2θ) / (1 + A),
 * A = cos²2θ_m of an ideally imperfect monochromator in the plane of scattering, before or after
 * the sample. Synchrotron: p + (1 − p) cos²2θ, p the share polarised across that plane.
 * [ITC-C, 6.2.2; Azaroff, Acta Cryst. 8, 701 (1955)]
 */
export function polarisationFactor(polarisation: Polarisation, twoTheta: number): number {
  const cos2 = Math.cos(radFromDeg(twoTheta)) ** 2;
  switch (polarisation.kind) {
    case 'none':
      return 1;
    case 'laboratory': {
      const a = Math.cos(radFromDeg(polarisation.monochromatorTwoTheta)) ** 2;
      return (1 + a * cos2) / (1 + a);
    }
    case 'synchrotron':
      return polarisation.horizontal + (1 - polarisation.horizontal) * cos2;
  }
}
