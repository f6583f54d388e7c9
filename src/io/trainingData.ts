import {
  bravaisClasses,
  type ClassList,
  type Dataset,
  labelledShare,
  labelRows,
  type SpaceGroupChoice,
  spaceGroupClasses,
  splitDataset,
  type Task,
} from '../dataset/index.ts';
import { createRng } from '../random/index.ts';
import type { Recipe, TrainingData } from '../training/index.ts';
import { InputError } from './inputError.ts';

/** What a run learns from. */
export interface TrainingDataOptions {
  readonly dataset: Dataset;
  /** Folder of the data set. */
  readonly datasetFolder: string;
  readonly task: Task;
  /** Space groups to tell apart. @default those with more than 50 patterns */
  readonly spaceGroups?: SpaceGroupChoice;
  readonly recipe: Recipe;
  /** Share of the training patterns whose labels are known. @default 1 */
  readonly labelled?: number;
}

/** The classes that a run tells apart. */
export function classesOf({ task, dataset, spaceGroups }: TrainingDataOptions): ClassList {
  switch (task.kind) {
    case 'bravais-lattice':
      return bravaisClasses();
    case 'space-group':
      return spaceGroupClasses(dataset.spaceGroups, spaceGroups);
  }
}

/**
 * Training and validation rows of a data set, and which labels are known. The labelled share is
 * fixed by the data set alone, so that runs of any seed and method share their labels.
 *
 * @throws InputError when no row has a class.
 */
export function trainingData(
  { dataset, datasetFolder, recipe, labelled: share = 1 }: TrainingDataOptions,
  classes: ClassList,
): TrainingData {
  const labels = labelRows(dataset.spaceGroups, classes);
  const split = splitDataset(dataset, recipe.validationShare);
  const ofKnownClass = (rows: Uint32Array) => rows.filter((row) => labels[row]! >= 0);
  const rows = ofKnownClass(split.train);
  if (rows.length === 0) {
    throw new InputError(
      `${datasetFolder}: no training pattern belongs to one of the classes; ` +
        'choose other classes or build a larger data set',
    );
  }
  const parts = labelledShare(rows, labels, share, createRng(dataset.manifest.createdWith.seed));
  return {
    patterns: dataset.patterns,
    instrument: dataset.manifest.createdWith.instrument,
    labels,
    classes: classes.classes.map(String),
    trainingRows: parts.labelled,
    ...(parts.unlabelled.length > 0 && { unlabelledRows: parts.unlabelled }),
    validationRows: ofKnownClass(split.validation),
  };
}
