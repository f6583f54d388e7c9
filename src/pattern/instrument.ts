import type { ScatteringLengthSet } from '../crystal/index.ts';

export type Radiation = 'neutron' | 'x-ray';

/** Even grid of diffraction angles: 2θ_i = start + step·i, degrees, i = 0 … count − 1. */
export interface Grid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/**
 * Gaussian FWHM² = U tan²θ + V tanθ + W (deg²), Lorentzian FWHM = X tanθ + Y/cosθ + Z (deg).
 * [Caglioti, Paoletti & Ricci (1958); Thompson, Cox & Hastings (1987)]
 */
export interface PeakWidths {
  readonly U: number;
  readonly V: number;
  readonly W: number;
  readonly X: number;
  readonly Y: number;
  readonly Z: number;
}

/** A further wavelength in the beam, Å, and its intensity relative to the main one's. */
export interface Satellite {
  readonly wavelength: number;
  readonly weight: number;
}

/** How beam paths out of the plane of diffraction skew a peak. */
export type AxialDivergence =
  | { readonly kind: 'none' }
  /** Shifts between 0 and ε_m = −(90/π) k cot 2θ degrees: the instrument of Lolla et al. (2022). */
  | { readonly kind: 'simple'; readonly k: number }
  /** Half heights of sample (S) and detector slit (H) over the radius of the diffractometer (L). */
  | { readonly kind: 'finger-cox-jephcoat'; readonly sOverL: number; readonly hOverL: number };

export type Polarisation =
  /** Neutrons: the Lorentz factor 1/(sin²θ cosθ) alone. */
  | { readonly kind: 'none' }
  /** Unpolarised beam and a monochromator crystal at this angle, degrees; 0: no monochromator. */
  | { readonly kind: 'laboratory'; readonly monochromatorTwoTheta: number }
  /** Share of the beam polarised across the plane of scattering, such as 0.95. */
  | { readonly kind: 'synchrotron'; readonly horizontal: number };

/** Everything the simulator must know of a powder diffractometer at constant wavelength. */
export interface Instrument {
  /** Short and lower-case, such as `bt1-ge311`. */
  readonly name: string;
  /** For people: instrument, place, monochromator. */
  readonly title: string;
  readonly radiation: Radiation;
  /** Å; the one that 2θ, d and lists of reflections refer to. */
  readonly wavelength: number;
  /** Kα2 (weight 0.5), λ/2, λ/3. */
  readonly satellites: readonly Satellite[];
  readonly grid: Grid;
  readonly widths: PeakWidths;
  /** Symmetric profile is set to zero below this share of its own maximum; 0: never. */
  readonly cutoff: number;
  readonly axialDivergence: AxialDivergence;
  /** Degrees added to every Bragg angle. */
  readonly zeroShift: number;
  readonly polarisation: Polarisation;
  /** Published set of bound coherent scattering lengths; of no account for X-rays. */
  readonly scatteringLengths: ScatteringLengthSet;
  /** Imaginary parts of absorbing nuclei are left out, as in the patterns of Lolla et al. (2022). */
  readonly realLengths?: boolean;
  /** Where the values come from. */
  readonly source: string;
  /** What is approximate; empty if nothing is. */
  readonly approximations: string;
}
