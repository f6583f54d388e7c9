import { preprocess, type ToPatternOptions, toPattern } from '../measurement/index.ts';
import type { Radiation } from '../pattern/index.ts';
import { type Prediction, predict } from '../prediction/index.ts';
import { measurementError, openMeasurement } from './openMeasurement.ts';
import type { OpenPredictionModel } from './predictionModel.ts';

/**
 * Reads a measured pattern and asks the models of its radiation.
 *
 * @param modelFor opens the models of a radiation; called once the radiation is known
 * @throws InputError when the file cannot be read, says too little, or covers too little.
 */
export async function classifyFile(
  path: string,
  modelFor: (radiation: Radiation) => Promise<OpenPredictionModel>,
  options: ToPatternOptions = {},
): Promise<Prediction> {
  const settled = toPattern(await openMeasurement(path), options);
  if (!settled.ok) throw measurementError(path, settled.fault);
  const model = await modelFor(settled.pattern.radiation);
  const { grid, wavelength, resolution } = model;
  const prepared = preprocess(settled.pattern, grid, wavelength, { resolution });
  if (!prepared.ok) throw measurementError(path, prepared.fault);
  const prediction = await predict(prepared.preprocessed, model);
  return {
    ...prediction,
    warnings: [...settled.warnings, ...prediction.warnings, ...model.limits],
  };
}
