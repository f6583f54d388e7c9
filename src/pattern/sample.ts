import { degFromRad, radFromDeg, type Triple } from '../math/index.ts';
import type { PeakWidths } from './instrument.ts';

/** Preferred orientation of plates or needles. */
export interface Texture {
  /** Indices hkl of the planes whose normals gather. */
  readonly axis: Triple;
  /** March–Dollase coefficient r: 1 none; below 1 the normals gather, above 1 they avoid each other. */
  readonly marchDollase: number;
}

/** Strain that depends on the direction in the crystal. */
export interface AnisotropicStrain {
  /** S_HKL, Å⁻⁴, by names such as `S400`; symmetry leaves a few of them free: `strainTerms`. */
  readonly coefficients: Readonly<Record<string, number>>;
  /** Share ζ of the broadening that is Lorentzian, 0 to 1. */
  readonly lorentzianShare: number;
}

/** What a sample adds to the peaks of its instrument. */
export interface Sample {
  /** Å: length D of Scherrer's formula with K = 0.9, a Lorentzian FWHM of Kλ / (D cosθ). */
  readonly crystalliteSize?: number;
  /** FWHM of Δd/d, Lorentzian: 2ε tanθ radians of 2θ. */
  readonly strain?: number;
  readonly stephens?: AnisotropicStrain;
  readonly texture?: Texture;
  /** Height of the specimen above the axis over the radius of the diffractometer: Δ2θ = −2s cosθ. */
  readonly displacement?: number;
  /** Transparency, degrees: Δ2θ = t sin 2θ. */
  readonly transparency?: number;
}

/** Scherrer's constant for FWHM. [Langford & Wilson, J. Appl. Cryst. 11, 102 (1978)] */
const SCHERRER = 0.9;

/** Widths of an instrument with those of size and isotropic strain added; λ in Å. */
export function sampleWidths(widths: PeakWidths, wavelength: number, sample: Sample): PeakWidths {
  const { crystalliteSize, strain = 0 } = sample;
  const size = crystalliteSize === undefined ? 0 : (SCHERRER * wavelength) / crystalliteSize;
  return {
    ...widths,
    X: widths.X + degFromRad(2 * strain),
    Y: widths.Y + degFromRad(size),
  };
}

/**
 * Degrees that the place of the sample adds to a Bragg angle. [Wilson, Mathematical Theory of X-ray
 * Powder Diffractometry (1963), pp. 41–45]
 */
export function sampleShift(
  { displacement = 0, transparency = 0 }: Sample,
  twoTheta: number,
): number {
  const angle = radFromDeg(twoTheta);
  return degFromRad(-2 * displacement * Math.cos(angle / 2)) + transparency * Math.sin(angle);
}

/** What makes no sense in a sample, one sentence. */
export function sampleFault(sample: Sample): string | undefined {
  const { crystalliteSize = 1, strain = 0, stephens, texture } = sample;
  if (!(crystalliteSize > 0)) return `the crystallite size must be positive: ${crystalliteSize} Å`;
  if (!(strain >= 0)) return `strain must not be negative: ${strain}`;
  for (const key of ['displacement', 'transparency'] as const) {
    if (!Number.isFinite(sample[key] ?? 0)) return `${key} must be a number: ${sample[key]}`;
  }
  if (texture && !(texture.marchDollase > 0)) {
    return `the March–Dollase coefficient must be positive: ${texture.marchDollase}`;
  }
  if (texture && !texture.axis.some((index) => index !== 0)) {
    return 'the axis of a texture must not be 0, 0, 0';
  }
  if (stephens && !(stephens.lorentzianShare >= 0 && stephens.lorentzianShare <= 1)) {
    return `the Lorentzian share of strain lies between 0 and 1: ${stephens.lorentzianShare}`;
  }
  return undefined;
}
