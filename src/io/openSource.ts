import type { Dataset } from '../dataset/index.ts';
import { allTrainingRows, type Recipe, type TrainingData } from '../training/index.ts';
import { SimulatedSource } from './simulatedSource.ts';
import { indexStructures } from './structureIndex.ts';

interface SourceOptions {
  readonly dataset: Dataset;
  readonly datasetFolder: string;
  readonly recipe: Recipe;
  readonly seed: number;
}

/**
 * The threads that simulate what a run trains on; undefined for one that takes the stored patterns.
 *
 * @throws InputError when the data set keeps no structures.
 */
export async function openSource(
  { dataset, datasetFolder, recipe, seed }: SourceOptions,
  data: TrainingData,
): Promise<SimulatedSource | undefined> {
  if (!recipe.onTheFly) return undefined;
  const { manifest } = dataset;
  const { instrument, bIso } = manifest.createdWith;
  return new SimulatedSource({
    structures: await indexStructures(datasetFolder, manifest),
    instrument,
    bIso,
    augmentation: recipe.augmentation ?? {},
    seed,
    guests: allTrainingRows(data),
  });
}
