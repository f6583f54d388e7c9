import type { PeakWidths } from './instrument.ts';

/** Profile coefficients of GSAS and GSAS-II; those left out are 0. */
export interface GsasWidths {
  /** GU, GV, GW: variance of the Gaussian, σ² = U tan²θ + V tanθ + W, in (0.01°)². */
  readonly U?: number;
  readonly V?: number;
  readonly W?: number;
  /** GP: σ² also has P/cos²θ, in (0.01°)². */
  readonly P?: number;
  /** LX, LY: FWHM of the Lorentzian, Γ_L = X/cosθ + Y tanθ + Z, in 0.01°. */
  readonly X?: number;
  readonly Y?: number;
  readonly Z?: number;
}

/** FWHM² of a Gaussian over its variance, and (0.01°)² in deg². */
const FWHM2_PER_VARIANCE = 8 * Math.LN2 * 1e-4;

/**
 * Our widths from those of GSAS: variances become squared FWHM, hundredths of a degree degrees, and
 * X and Y change places. P/cos²θ = P + P tan²θ joins W and U.
 * [Larson & Von Dreele, GSAS manual, LAUR 86-748, CW profile functions; GSAS-II, `GSASIIpwd`]
 */
export const widthsFromGsas = ({
  U = 0,
  V = 0,
  W = 0,
  P = 0,
  X = 0,
  Y = 0,
  Z = 0,
}: GsasWidths): PeakWidths => ({
  U: (U + P) * FWHM2_PER_VARIANCE,
  V: V * FWHM2_PER_VARIANCE,
  W: (W + P) * FWHM2_PER_VARIANCE,
  X: Y / 100,
  Y: X / 100,
  Z: Z / 100,
});
