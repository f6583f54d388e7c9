import { readFile } from 'node:fs/promises';
import {
  preprocess,
  readMeasurement,
  type ToPatternOptions,
  toPattern,
} from '../measurement/index.ts';
import type { Radiation } from '../pattern/index.ts';
import { type Prediction, predict } from '../prediction/index.ts';
import { InputError } from './inputError.ts';
import type { OpenPredictionModel } from './predictionModel.ts';
import { checkReadable } from './textFiles.ts';

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
  await checkReadable(path);
  const measured = readMeasurement(await readFile(path), path);
  if (!measured.ok) throw faultOf(path, measured.fault);
  const settled = toPattern(measured.measurement, options);
  if (!settled.ok) throw faultOf(path, settled.fault);
  const model = await modelFor(settled.pattern.radiation);
  const { grid, wavelength, resolution } = model;
  const prepared = preprocess(settled.pattern, grid, wavelength, { resolution });
  if (!prepared.ok) throw faultOf(path, prepared.fault);
  const prediction = await predict(prepared.preprocessed, model);
  return {
    ...prediction,
    warnings: [...settled.warnings, ...prediction.warnings, ...model.limits],
  };
}

const faultOf = (path: string, fault: { readonly message: string; readonly line?: number }) =>
  new InputError(`${path}${fault.line === undefined ? '' : `:${fault.line}`}: ${fault.message}`);
