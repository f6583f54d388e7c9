/**
 * Room: data set and recipe in, trained parameters out, as a stream of events.
 * No clock and no files here: whoever listens keeps time and saves states.
 */
export { type Batch, createBatchMaker, type TrainingData } from './batch.ts';
export { epochOrder, epochStream } from './epochOrder.ts';
export { learningRateAt } from './learningRate.ts';
export { parseRecipe, type Recipe, recipeSchema } from './recipe.ts';
export {
  type EpochRecord,
  newTrainingState,
  type TrainingState,
  type ValidationScore,
} from './state.ts';
export { type TrainingEvent, type TrainOptions, train } from './train.ts';
