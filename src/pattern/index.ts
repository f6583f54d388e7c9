/**
 * Room: a crystal and an instrument in, its powder pattern out: reflections, |F|², peak profile.
 * Angles 2θ and widths (FWHM) in degrees, spacings in Å, |F|² in fm², intensities scaled to a
 * maximum of 1. Constant-wavelength neutrons, real scattering lengths; noise only where asked for.
 */
export { dFromTwoTheta, lorentzFactor, twoThetaFromD } from './angles.ts';
export { type CountingOptions, withCountingNoise } from './countingNoise.ts';
export { gridEnd, gridPosition, twoThetaGrid } from './grid.ts';
export type { Grid, Instrument, PeakWidths } from './instrument.ts';
export { BT1_GE311, INSTRUMENTS, instrumentNamed } from './instruments.ts';
export type { Pattern, Radiation } from './pattern.ts';
export { type PeakProfile, peakProfile } from './peakProfile.ts';
export { cutoffDistance, type PeakShape, peakShape, pseudoVoigt } from './peakShape.ts';
export { type ListReflectionsOptions, listReflections, type Reflection } from './reflections.ts';
export {
  createSimulator,
  type Samples,
  type SimulationFault,
  type SimulationOptions,
  type SimulationResult,
  type Simulator,
} from './simulator.ts';
