import { radFromDeg } from '../math/index.ts';
import type { PeakWidths } from './instrument.ts';

/** Pseudo-Voigt function of unit area: FWHM in degrees of 2θ, Lorentzian share of the area. */
export interface PeakShape {
  readonly fwhm: number;
  readonly eta: number;
}

const LN2 = Math.LN2;

/**
 * Width and mixing of the peak at `twoTheta`: Γ_G² = U tan²θ + V tanθ + W,
 * Γ_L = X tanθ + Y/cosθ, combined to one Γ and η.
 * [Thompson, Cox & Hastings, J. Appl. Cryst. 20, 79 (1987)]
 */
export function peakShape({ U, V, W, X, Y }: PeakWidths, twoTheta: number): PeakShape {
  const theta = radFromDeg(twoTheta / 2);
  const tan = Math.tan(theta);
  const g = Math.sqrt(Math.max(0, U * tan * tan + V * tan + W));
  const l = X * tan + Y / Math.cos(theta);
  const fwhm =
    (g ** 5 +
      2.69269 * g ** 4 * l +
      2.42843 * g ** 3 * l ** 2 +
      4.47163 * g ** 2 * l ** 3 +
      0.07842 * g * l ** 4 +
      l ** 5) **
    0.2;
  const r = l / fwhm;
  return { fwhm, eta: 1.36603 * r - 0.47719 * r ** 2 + 0.11116 * r ** 3 };
}

/** Pseudo-Voigt of unit area at `x` degrees from its centre, deg⁻¹. */
export function pseudoVoigt({ fwhm, eta }: PeakShape, x: number): number {
  const y = (x / fwhm) ** 2;
  const lorentzian = (eta * 2) / Math.PI / (1 + 4 * y);
  const gaussian = (1 - eta) * 2 * Math.sqrt(LN2 / Math.PI) * Math.exp(-4 * LN2 * y);
  return (lorentzian + gaussian) / fwhm;
}

/**
 * Distance from the centre, degrees, at which a pseudo-Voigt has fallen to `share` of its maximum;
 * infinite for a share of 0.
 */
export function cutoffDistance({ fwhm, eta }: PeakShape, share: number): number {
  if (share === 0) return Number.POSITIVE_INFINITY;
  const l = (eta * 2) / Math.PI;
  const g = (1 - eta) * 2 * Math.sqrt(LN2 / Math.PI);
  const target = share * (l + g);
  // In y = (x/Γ)² both parts fall and are convex. Each alone reaches the target too early, so that
  // Newton's method from there runs up to the root without passing it.
  let y = Math.max(0, (l / target - 1) / 4, Math.log(g / target) / (4 * LN2));
  for (let iteration = 0; iteration < 50; iteration++) {
    const lorentzian = l / (1 + 4 * y);
    const gaussian = g * Math.exp(-4 * LN2 * y);
    const slope = (-4 * lorentzian) / (1 + 4 * y) - 4 * LN2 * gaussian;
    const step = (target - lorentzian - gaussian) / slope;
    y += step;
    if (step < 1e-14 * y) break;
  }
  return fwhm * Math.sqrt(y);
}
