import type { Dataset } from '../dataset/index.ts';
import { type Architecture, CARD_VERSION, classifierPart, type ModelCard } from '../model/index.ts';
import type { TrainingData, TrainingState } from '../training/index.ts';
import type { RunPlan } from './runPlan.ts';

interface FinishedRun {
  readonly plan: RunPlan;
  readonly architecture: Architecture;
  readonly data: TrainingData;
  readonly dataset: Dataset;
  readonly state: TrainingState;
}

const NAMES = {
  'bravais-lattice': { name: 'bravais', what: 'the Bravais lattice (14 classes)' },
  'space-group': { name: 'space-group', what: 'the space group' },
} as const;

/** The card of a finished run; the checksum of the weights is filled in when they are written. */
export function makeCard({ plan, architecture, data, dataset, state }: FinishedRun): ModelCard {
  const { createdWith } = dataset.manifest;
  const { instrument } = createdWith;
  const best = state.history[state.bestEpoch - 1]?.validation;
  return {
    formatVersion: CARD_VERSION,
    name: `${NAMES[plan.task].name}-${instrument.radiation}`,
    description: `Names ${NAMES[plan.task].what} of a crystal from its powder pattern.`,
    task: plan.task,
    classes: plan.classes,
    architecture,
    input: {
      instrument,
      bIso: createdWith.bIso,
      scaling: 'maximum 1',
    },
    training: {
      recipe: plan.recipe,
      method: plan.method,
      labelled: plan.labelled,
      seed: plan.seed,
      epochs: state.epoch,
      bestEpoch: state.bestEpoch,
      samples: data.trainingRows.length,
      classCounts: classCounts(data),
      ...(plan.startedFrom && { startedFrom: plan.startedFrom }),
      dataset: {
        manifestSha256: plan.datasetSha256,
        rows: dataset.patterns.count,
        seed: createdWith.seed,
      },
      ...(plan.split && { split: plan.split }),
      packageVersion: plan.packageVersion,
      ...(plan.commit && { commit: plan.commit }),
    },
    metrics: { ...(best && { validation: { n: data.validationRows.length, ...best } }) },
    weights: {
      file: 'weights.safetensors',
      sha256: '',
      dtype: 'F32',
      parameters: classifierPart(architecture, state.best).length,
    },
    licence: 'MIT',
  };
}

function classCounts(data: TrainingData): number[] {
  const counts = data.classes.map(() => 0);
  for (const row of data.trainingRows) counts[data.labels[row]!]!++;
  return counts;
}
