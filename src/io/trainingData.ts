import {
  bravaisClasses,
  type ClassList,
  type Dataset,
  type LabelledShare,
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
import type { AppliedSplit } from './splitFile.ts';

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
  /** What to hold out. @default the test rows that the manifest fixes */
  readonly split?: AppliedSplit;
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
 * fixed by the data set alone, or by its split, so that runs of any seed and method share their labels.
 *
 * @throws InputError when no row has a class, or the split has no such labelled share.
 */
export function trainingData(
  { dataset, datasetFolder, recipe, labelled: share = 1, split: applied }: TrainingDataOptions,
  classes: ClassList,
): TrainingData {
  const labels = labelRows(dataset.spaceGroups, classes);
  const split = splitDataset(dataset, recipe.validationShare, applied);
  const ofKnownClass = (rows: Uint32Array) => rows.filter((row) => labels[row]! >= 0);
  const rows = ofKnownClass(split.train);
  if (rows.length === 0) {
    throw new InputError(
      `${datasetFolder}: no training pattern belongs to one of the classes; ` +
        'choose other classes or build a larger data set',
    );
  }
  const parts = applied
    ? labelledBySplit(rows, share, applied)
    : labelledShare(rows, labels, share, createRng(dataset.manifest.createdWith.seed));
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

function labelledBySplit(rows: Uint32Array, share: number, split: AppliedSplit): LabelledShare {
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(`the labelled share must be more than 0 and at most 1, got ${share}`);
  }
  if (share === 1) return { labelled: rows, unlabelled: new Uint32Array(0) };
  const set = split.labelled.get(share);
  if (set === undefined) {
    const known = [...split.labelled.keys()].join(', ') || 'none';
    throw new InputError(
      `${split.path}: has no labelled share of ${share} (it has ${known}); take one of these, or ` +
        'make the split with it (mauguin dataset split --labelled)',
    );
  }
  const isKnown = new Set(set);
  return {
    labelled: rows.filter((row) => isKnown.has(row)),
    unlabelled: rows.filter((row) => !isKnown.has(row)),
  };
}
