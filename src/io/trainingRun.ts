import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  bravaisClasses,
  type ClassList,
  type Dataset,
  labelRows,
  type SpaceGroupChoice,
  spaceGroupClasses,
  splitDataset,
  type Task,
} from '../dataset/index.ts';
import {
  type Architecture,
  initialParameters,
  type ModelCard,
  parametersOf,
  transferWeights,
} from '../model/index.ts';
import { createRng } from '../random/index.ts';
import {
  newTrainingState,
  type Recipe,
  type TrainingData,
  type TrainingEvent,
  type TrainingState,
} from '../training/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { sha256 } from './hash.ts';
import { InputError } from './inputError.ts';
import { makeCard } from './makeCard.ts';
import { readModel, saveModel } from './modelStore.ts';
import { type RunPlan, settlePlan } from './runPlan.ts';
import { loadState, saveState } from './stateFile.ts';
import { joinTorchRun, openTorch, removeTorchJob } from './torchEngine.ts';
import { nodeRank } from './torchNodes.ts';
import { type EngineChoice, openEngine } from './trainingEngine.ts';
import { packageCommit, packageVersion } from './version.ts';

export interface TrainingRunOptions {
  readonly dataset: Dataset;
  /** Folder of the data set. */
  readonly datasetFolder: string;
  readonly task: Task;
  /** Space groups to tell apart. @default those with more than 50 patterns */
  readonly spaceGroups?: SpaceGroupChoice;
  readonly recipe: Recipe;
  readonly seed: number;
  /** Folder of the run. */
  readonly out: string;
  readonly resume: boolean;
  /** Model whose trunk to begin with: a name or folder. */
  readonly startFrom?: string;
  readonly workers: number;
  /** @default { kind: 'cpu' } */
  readonly engine?: EngineChoice;
  readonly signal?: AbortSignal;
}

const STATE = 'state.safetensors';
const EVENTS = 'events.jsonl';

/**
 * Trains in a folder: `run.json` says what was asked, `state.safetensors` is where the run stands,
 * `events.jsonl` its epochs, `card.json` and `weights.safetensors` the model of the best epoch.
 * Stopped at any time, it goes on from its last state and ends with the same weights.
 */
export async function* runTraining(
  options: TrainingRunOptions,
): AsyncGenerator<TrainingEvent, void, void> {
  const { dataset, recipe, out, resume, engine: choice = { kind: 'cpu' } } = options;
  if (choice.kind === 'torch' && nodeRank(choice.nodes) > 0) {
    await joinTorchRun(out, { ...options, ...(await openTorch(choice)) });
    return;
  }
  const trainOn = await openEngine(choice);
  const classes = classesOf(options);
  const data = trainingData(options, classes);
  const architecture: Architecture = {
    kind: 'resnet',
    classes: classes.classes.length,
    inputLength: dataset.patterns.length,
    stemMaxPool: recipe.stemMaxPool,
  };
  const datasetSha256 = sha256(await readFile(join(options.datasetFolder, 'manifest.json')));
  const start = await startingModel(options.startFrom, datasetSha256);
  const plan: RunPlan = {
    formatVersion: 1,
    packageVersion: packageVersion(),
    ...packageCommit(),
    task: options.task.kind,
    classes: data.classes.slice(),
    seed: options.seed,
    recipe,
    datasetSha256,
    ...(start && { startedFrom: { name: start.card.name, sha256: start.card.weights.sha256 } }),
  };
  await settlePlan(out, plan, resume);
  const rng = createRng(options.seed);
  const initial = initialParameters(parametersOf(architecture), rng.fork('initial parameters'));
  const saved = join(out, STATE);
  const state =
    resume && existsSync(saved)
      ? await loadState(saved)
      : newTrainingState(start ? transferWeights(architecture, start.bytes, initial) : initial);
  const { manifest } = dataset;
  const training = { data, manifest, architecture, state, rng: rng.fork('training') };
  const events = trainOn({ ...options, ...training });
  for await (const event of events) {
    await record(event, options.out, (final) =>
      makeCard({ plan, architecture, data, dataset, state: final }),
    );
    yield event;
  }
}

/** The model to begin with; it must not have been trained on what is a test pattern here. */
async function startingModel(nameOrPath: string | undefined, datasetSha256: string) {
  if (nameOrPath === undefined) return undefined;
  const model = await readModel(nameOrPath);
  if (model.card.training.dataset.manifestSha256 !== datasetSha256) {
    throw new InputError(
      `${nameOrPath}: this model was trained on another data set, perhaps on patterns that are ` +
        'test patterns here; begin with a model of the same data set',
    );
  }
  return model;
}

/** Saves what an event brings, before anybody else sees it. */
async function record(
  event: TrainingEvent,
  out: string,
  cardOf: (state: TrainingState) => ModelCard,
): Promise<void> {
  if (event.kind === 'step') return;
  await mkdir(out, { recursive: true });
  if (event.kind === 'epoch' || event.kind === 'finished') {
    const lines = event.state.history.map((epoch) => `${JSON.stringify(epoch)}\n`);
    await writeFileAtomic(join(out, EVENTS), lines.join(''));
  }
  await saveState(join(out, STATE), event.state);
  if (event.kind === 'finished') {
    await saveModel(out, cardOf(event.state), event.state.best);
    await removeTorchJob(out);
  }
}

function classesOf({ task, dataset, spaceGroups }: TrainingRunOptions): ClassList {
  switch (task.kind) {
    case 'bravais-lattice':
      return bravaisClasses();
    case 'space-group':
      return spaceGroupClasses(dataset.spaceGroups, spaceGroups);
  }
}

function trainingData(
  { dataset, datasetFolder, recipe }: TrainingRunOptions,
  classes: ClassList,
): TrainingData {
  const labels = labelRows(dataset.spaceGroups, classes);
  const split = splitDataset(dataset, recipe.validationShare);
  const labelled = (rows: Uint32Array) => rows.filter((row) => labels[row]! >= 0);
  const trainingRows = labelled(split.train);
  if (trainingRows.length === 0) {
    throw new InputError(
      `${datasetFolder}: no training pattern belongs to one of the classes; ` +
        'choose other classes or build a larger data set',
    );
  }
  return {
    patterns: dataset.patterns,
    grid: dataset.manifest.createdWith.instrument.grid,
    labels,
    classes: classes.classes.map(String),
    trainingRows,
    validationRows: labelled(split.validation),
  };
}
