import type { ScatteringLengthSet } from '../crystal/index.ts';

/** Even grid of diffraction angles: 2θ_i = start + step·i, degrees, i = 0 … count − 1. */
export interface Grid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** Gaussian FWHM² = U tan²θ + V tanθ + W (deg²), Lorentzian FWHM = X tanθ + Y/cosθ (deg). */
export interface PeakWidths {
  readonly U: number;
  readonly V: number;
  readonly W: number;
  readonly X: number;
  readonly Y: number;
}

/** Everything the simulator must know of a constant-wavelength neutron diffractometer. */
export interface Instrument {
  readonly name: string;
  readonly radiation: 'neutron';
  /** Å */
  readonly wavelength: number;
  readonly grid: Grid;
  readonly widths: PeakWidths;
  /** Symmetric profile is set to zero below this share of its own maximum; 0: never. */
  readonly cutoff: number;
  /** k of the axial-divergence shifts, ε_m = −(90/π)·k·cot 2θ degrees; 0: symmetric peaks. */
  readonly axialDivergence: number;
  /** Degrees added to every Bragg angle. */
  readonly zeroShift: number;
  /** Published set of bound coherent scattering lengths. */
  readonly scatteringLengths: ScatteringLengthSet;
  /** Where the values come from. */
  readonly source: string;
}
