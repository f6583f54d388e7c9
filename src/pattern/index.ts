/**
 * Room: a crystal and an instrument in, its powder pattern out: reflections, |F|², peak profile.
 * Angles 2θ and widths (FWHM) in degrees, spacings in Å, |F|² in fm² for neutrons and e² for X-rays,
 * intensities of patterns scaled to a maximum of 1. Constant wavelength; noise only where asked for.
 */

export { type Attenuation, attenuationOf, cylinderTransmission } from './absorption.ts';
export type { Amplitude } from './amplitude.ts';
export { dFromTwoTheta, lorentzFactor, polarisationFactor, twoThetaFromD } from './angles.ts';
export { strainTerms } from './anisotropicStrain.ts';
export { addBackground, type BackgroundOptions, type Hump } from './background.ts';
export { type CountingOptions, withCountingNoise } from './countingNoise.ts';
export type { Exposure } from './exposure.ts';
export { gridEnd, gridPosition, twoThetaGrid } from './grid.ts';
export type {
  AxialDivergence,
  Grid,
  Instrument,
  PeakWidths,
  Polarisation,
  Radiation,
  Satellite,
} from './instrument.ts';
export { instrumentDifferences } from './instrumentDifferences.ts';
export { instrumentFault } from './instrumentFault.ts';
export {
  type ReadInstrumentOptions,
  readInstrumentFile,
} from './instrumentFiles/readInstrumentFile.ts';
export type { InstrumentFault, InstrumentResult } from './instrumentFiles/result.ts';
export { instrumentJsonSchema, instrumentSchema } from './instrumentSchema.ts';
export { BT1_GE311, INSTRUMENTS, instrumentNamed } from './instruments.ts';
export { type Mixture, type MixtureOptions, mixPhases, type Phase } from './mixture.ts';
export type { Pattern } from './pattern.ts';
export { type PeakProfile, peakProfile } from './peakProfile.ts';
export { cutoffDistance, type PeakShape, peakShape, pseudoVoigt } from './peakShape.ts';
export { type ListReflectionsOptions, listReflections, type Reflection } from './reflections.ts';
export { type AnisotropicStrain, type Sample, sampleShift, type Texture } from './sample.ts';
export {
  type Beam,
  type Scatterer,
  type ScatterersResult,
  scatterersOf,
} from './scatterers.ts';
export type {
  Samples,
  SimulationFault,
  SimulationOptions,
  SimulationResult,
  Simulator,
} from './simulation.ts';
export { createSimulator } from './simulator.ts';
export { strainedCell } from './strainedCell.ts';
export { type StructureFactor, structureFactor } from './structureFactor.ts';
