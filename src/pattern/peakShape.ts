import { radFromDeg } from '../math/index.ts';
import type { PeakWidths } from './instrument.ts';

/** Pseudo-Voigt function of unit area: FWHM in degrees of 2θ, Lorentzian share of the area. */
export interface PeakShape {
  readonly fwhm: number;
  readonly eta: number;
}

const LN2 = Math.LN2;

/** Γ_G² = U tan²θ + V tanθ + W, deg²; negative where the widths make no sense. */
export function gaussianSquare({ U, V, W }: PeakWidths, twoTheta: number): number {
  const tan = Math.tan(radFromDeg(twoTheta / 2));
  return U * tan * tan + V * tan + W;
}

/** Γ_L = X tanθ + Y/cosθ + Z, degrees; negative where the widths make no sense. */
export function lorentzianWidth({ X, Y, Z }: PeakWidths, twoTheta: number): number {
  const theta = radFromDeg(twoTheta / 2);
  return X * Math.tan(theta) + Y / Math.cos(theta) + Z;
}

/** Width and mixing of the peak at `twoTheta`. */
export const peakShape = (widths: PeakWidths, twoTheta: number): PeakShape =>
  shapeOfWidths(
    Math.sqrt(Math.max(0, gaussianSquare(widths, twoTheta))),
    lorentzianWidth(widths, twoTheta),
  );

/**
 * The pseudo-Voigt that comes close to the convolution of a Gaussian and a Lorentzian with these
 * FWHM. [Thompson, Cox & Hastings, J. Appl. Cryst. 20, 79 (1987)]
 */
export function shapeOfWidths(g: number, l: number): PeakShape {
  // Horner's form: powers taken one by one were a third of the time that a table takes to set up.
  const [g2, l2] = [g * g, l * l];
  const fwhm =
    (g2 * g2 * (g + 2.69269 * l) +
      g2 * l2 * (2.42843 * g + 4.47163 * l) +
      l2 * l2 * (0.07842 * g + l)) **
    0.2;
  const r = l / fwhm;
  return { fwhm, eta: r * (1.36603 + r * (0.11116 * r - 0.47719)) };
}

/** l / (1 + y) + g 2^(−y) with y = 4 x²/Γ²: a pseudo-Voigt of unit area, deg⁻¹. */
export interface PseudoVoigtTerms {
  readonly lorentzian: number;
  readonly gaussian: number;
  /** 4/Γ², deg⁻². */
  readonly sharpness: number;
}

export const pseudoVoigtTerms = ({ fwhm, eta }: PeakShape): PseudoVoigtTerms => ({
  lorentzian: (eta * 2) / Math.PI / fwhm,
  gaussian: ((1 - eta) * 2 * Math.sqrt(LN2 / Math.PI)) / fwhm,
  sharpness: 4 / fwhm ** 2,
});

/** Pseudo-Voigt of unit area at `x` degrees from its centre, deg⁻¹. */
export function pseudoVoigt(shape: PeakShape, x: number): number {
  const { lorentzian, gaussian, sharpness } = pseudoVoigtTerms(shape);
  const y = sharpness * x * x;
  return lorentzian / (1 + y) + gaussian * Math.exp(-LN2 * y);
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
