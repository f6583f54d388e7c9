import { radFromDeg } from '../../math/index.ts';
import type { PeakWidths } from '../instrument.ts';

/** Beam paths of a two-axis diffractometer, all as FWHM in minutes of arc but the last. */
export interface Collimation {
  /** Before the monochromator, between it and the sample, before the detector. */
  readonly alpha1: number;
  readonly alpha2: number;
  readonly alpha3: number;
  /** Mosaic spread of the monochromator. */
  readonly mosaic: number;
  /** Take-off angle 2θ_M, degrees. */
  readonly takeOff: number;
}

/**
 * The widths that collimators give. With t = tanθ_M and D = α₁² + α₂² + 4β²:
 * U = 4 (α₁²α₂² + α₁²β² + α₂²β²) / (t² D), V = −4 α₂² (α₁² + 2β²) / (t D),
 * W = (α₁²α₂² + α₁²α₃² + α₂²α₃² + 4β² (α₂² + α₃²)) / D.
 * [Caglioti, Paoletti & Ricci (1958)]
 */
export function widthsFromCollimation(collimation: Collimation): PeakWidths {
  const { alpha1, alpha2, alpha3, mosaic, takeOff } = collimation;
  const [a, b, c, m] = [alpha1, alpha2, alpha3, mosaic].map((minutes) => (minutes / 60) ** 2) as [
    number,
    number,
    number,
    number,
  ];
  const t = Math.tan(radFromDeg(takeOff / 2));
  const d = a + b + 4 * m;
  return {
    U: (4 * (a * b + a * m + b * m)) / (t * t * d),
    V: (-4 * b * (a + 2 * m)) / (t * d),
    W: (a * b + a * c + b * c + 4 * m * (b + c)) / d,
    X: 0,
    Y: 0,
    Z: 0,
  };
}
