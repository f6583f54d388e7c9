import { lorentzFactor, polarisationFactor } from './angles.ts';
import type { AxialDivergence, Grid, Instrument, PeakWidths } from './instrument.ts';
import { type Sample, sampleShift, sampleWidths } from './sample.ts';

/** One wavelength of the beam, as instrument and sample show it. */
export interface SpectralLine {
  /** Å */
  readonly wavelength: number;
  readonly grid: Grid;
  /** Of instrument and sample together. */
  readonly widths: PeakWidths;
  readonly cutoff: number;
  readonly axialDivergence: AxialDivergence;
  /** Degrees by which a peak lies above its Bragg angle. */
  shiftAt(twoTheta: number): number;
  /** Area of the peak of a reflection over its |F|²: Lorentz, polarisation, weight of the line. */
  factorAt(twoTheta: number): number;
}

/** The lines of an instrument, the main one first. */
export function spectralLines(
  instrument: Instrument,
  sample: Sample = {},
): readonly [SpectralLine, ...SpectralLine[]] {
  const { grid, cutoff, axialDivergence, polarisation, zeroShift } = instrument;
  const line = (wavelength: number, weight: number): SpectralLine => ({
    wavelength,
    grid,
    cutoff,
    axialDivergence,
    widths: sampleWidths(instrument.widths, wavelength, sample),
    shiftAt: (twoTheta) => zeroShift + sampleShift(sample, twoTheta),
    factorAt: (twoTheta) =>
      weight * lorentzFactor(twoTheta) * polarisationFactor(polarisation, twoTheta),
  });
  const satellites = instrument.satellites.map(({ wavelength, weight }) =>
    line(wavelength, weight),
  );
  return [line(instrument.wavelength, 1), ...satellites];
}
