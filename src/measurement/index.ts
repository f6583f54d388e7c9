/**
 * Room: bytes of a diffractometer file in, `Measurement` out; with its wavelength settled a
 * `Pattern`, and on a model's grid, free of background and noise, what a model reads.
 * 2θ in degrees, wavelengths in Å. A file that cannot be used returns a fault, it never throws.
 */
export type { BackgroundWindow } from './background.ts';
export {
  type CompareOptions,
  type Comparison,
  type ComparisonResult,
  compareToMeasurement,
} from './comparison.ts';
export { type ColumnsLayout, formatColumns } from './formats/columns.ts';
export type {
  FailedMeasurement,
  Measurement,
  MeasurementFault,
  MeasurementResult,
} from './measurement.ts';
export {
  type Preprocessed,
  type PreprocessOptions,
  type PreprocessResult,
  preprocess,
} from './preprocess.ts';
export { readMeasurement } from './readMeasurement.ts';
export { type Resampled, resample } from './resample.ts';
export { type PatternResult, type ToPatternOptions, toPattern } from './toPattern.ts';
export { wavelengthOfTubeLine } from './tubeLines.ts';
export { valuesAt } from './valuesAt.ts';
export { formatGsas } from './writers/formatGsas.ts';
export { formatPdCif, type PdCifContext } from './writers/formatPdCif.ts';
