import { degFromRad, radFromDeg } from '../math/index.ts';

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
