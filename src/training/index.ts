/**
 * Room: data set and recipe in, trained parameters out, as a stream of events.
 * No clock and no files here: whoever listens keeps time and saves states.
 */
export {
  allTrainingRows,
  type BatchSource,
  type TrainingData,
  unlabelledRowsOf,
  type View,
} from './batch.ts';
export { firstParameters } from './firstParameters.ts';
export { GeneratorWatch } from './generatedPatterns.ts';
export { DivergenceError } from './learner.ts';
export { learningRateAt } from './learningRate.ts';

export { PRESETS, type PresetName } from './presets.ts';
export { type Method, methodOf, parseRecipe, type Recipe, recipeSchema } from './recipe.ts';
export { latentsOf, type Schedule, type SganSchedule, scheduleOf } from './schedule.ts';
export {
  type AdversarialRecord,
  type EpochRecord,
  type InitialParameters,
  newTrainingState,
  type SganState,
  type TrainingState,
  type ValidationScore,
  zeroSums,
} from './state.ts';
export { otherRow } from './storedSource.ts';
export { type TrainingEvent, type TrainOptions, train } from './train.ts';
