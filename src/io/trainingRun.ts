import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
import {
  type Architecture,
  initialParameters,
  type ModelCard,
  parametersOf,
  transferWeights,
} from '../model/index.ts';
import { createRng } from '../random/index.ts';
import {
  methodOf,
  newTrainingState,
  type Recipe,
  type TrainingData,
  type TrainingEvent,
  type TrainingState,
  train,
} from '../training/index.ts';
import { type LoggedEpoch, writeEvents } from './eventLog.ts';
import { sha256 } from './hash.ts';
import { InputError } from './inputError.ts';
import { makeCard } from './makeCard.ts';
import { readModel, saveModel } from './modelStore.ts';
import { type RunPlan, settlePlan } from './runPlan.ts';
import { loadState, saveState } from './stateFile.ts';
import { packageCommit, packageVersion } from './version.ts';

export interface TrainingRunOptions {
  readonly dataset: Dataset;
  /** Folder of the data set. */
  readonly datasetFolder: string;
  readonly task: Task;
  /** Space groups to tell apart. @default those with more than 50 patterns */
  readonly spaceGroups?: SpaceGroupChoice;
  readonly recipe: Recipe;
  /** Share of the training patterns whose labels are known. @default 1 */
  readonly labelled?: number;
  readonly seed: number;
  /** Folder of the run. */
  readonly out: string;
  readonly resume: boolean;
  /** Model whose trunk to begin with: a name or folder. */
  readonly startFrom?: string;
  readonly workers: number;
  readonly signal?: AbortSignal;
}

/** What happens in a run: first what it learns from, then the events of its training. */
export type RunEvent =
  | {
      readonly kind: 'started';
      readonly labelledRows: number;
      /** That a GAN learns from; 0 for supervised runs. */
      readonly unlabelledRows: number;
      readonly validationRows: number;
      /** Classes of which there is no labelled pattern: they can't be learned. */
      readonly emptyClasses: readonly string[];
    }
  | Exclude<TrainingEvent, { readonly kind: 'epoch' }>
  | (Extract<TrainingEvent, { readonly kind: 'epoch' }> & { readonly record: LoggedEpoch });

const STATE = 'state.safetensors';

/**
 * Trains in a folder: `run.json` says what was asked, `state.safetensors` is where the run stands,
 * `events.jsonl` its epochs, `card.json` and `weights.safetensors` the model of the best epoch.
 * Stopped at any time, it goes on from its last state and ends with the same weights.
 */
export async function* runTraining(
  options: TrainingRunOptions,
): AsyncGenerator<RunEvent, void, void> {
  const { dataset, recipe, out, resume, labelled = 1 } = options;
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
    method: methodOf(recipe),
    labelled,
    classes: data.classes.slice(),
    seed: options.seed,
    recipe,
    datasetSha256,
    ...(start && { startedFrom: { name: start.card.name, sha256: start.card.weights.sha256 } }),
  };
  await settlePlan(out, plan, resume);
  yield startedEvent(data, recipe);
  const rng = createRng(options.seed);
  const initial = initialParameters(parametersOf(architecture), rng.fork('initial parameters'));
  const saved = join(out, STATE);
  const state =
    resume && existsSync(saved)
      ? await loadState(saved)
      : newTrainingState(
          { classifier: start ? transferWeights(architecture, start.bytes, initial) : initial },
          recipe,
        );
  const events = train(data, rng.fork('training'), { ...options, architecture, state });
  const clock = new EpochClock();
  for await (const event of events) {
    const timed = withTimes(event, clock);
    await save(timed, out, (final) =>
      makeCard({ plan, architecture, data, dataset, state: final }),
    );
    yield timed;
  }
}

/** Keeps time, and tells it with the epochs. */
function withTimes(event: TrainingEvent, clock: EpochClock): RunEvent {
  if (event.kind === 'step') clock.countRows(event.rows);
  if (event.kind !== 'epoch') return event;
  return { ...event, record: { ...event.record, ...clock.closeEpoch() } };
}

function startedEvent(data: TrainingData, recipe: Recipe): RunEvent {
  const { labels, classes, trainingRows, unlabelledRows, validationRows } = data;
  const present = new Set(Array.from(trainingRows, (row) => labels[row]!));
  return {
    kind: 'started',
    labelledRows: trainingRows.length,
    unlabelledRows: methodOf(recipe) === 'sgan' ? unlabelledRows.length : 0,
    validationRows: validationRows.length,
    emptyClasses: classes.filter((_, label) => !present.has(label)),
  };
}

/** Time since the last epoch, and the rows trained on in it. */
class EpochClock {
  #start = performance.now();
  #lastStep = this.#start;
  #rows = 0;

  countRows(rows: number): void {
    this.#rows += rows;
    this.#lastStep = performance.now();
  }

  closeEpoch(): { readonly seconds: number; readonly samplesPerSecond: number } {
    const now = performance.now();
    const training = (this.#lastStep - this.#start) / 1000;
    const times = {
      seconds: (now - this.#start) / 1000,
      samplesPerSecond: training > 0 ? this.#rows / training : 0,
    };
    this.#start = now;
    this.#rows = 0;
    return times;
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
async function save(
  event: RunEvent,
  out: string,
  cardOf: (state: TrainingState) => ModelCard,
): Promise<void> {
  if (event.kind === 'step' || event.kind === 'started') return;
  await mkdir(out, { recursive: true });
  if (event.kind === 'epoch') await writeEvents(out, event.state.history, event.record);
  await saveState(join(out, STATE), event.state);
  if (event.kind === 'finished') {
    await saveModel(out, cardOf(event.state), event.state.best);
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
  { dataset, datasetFolder, recipe, labelled: share = 1 }: TrainingRunOptions,
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
  // Fixed by the data set alone: runs of any seed, task or method share their labels.
  const parts = labelledShare(rows, labels, share, createRng(dataset.manifest.createdWith.seed));
  return {
    patterns: dataset.patterns,
    grid: dataset.manifest.createdWith.instrument.grid,
    labels,
    classes: classes.classes.map(String),
    trainingRows: parts.labelled,
    unlabelledRows: parts.unlabelled.length > 0 ? parts.unlabelled : parts.labelled,
    validationRows: ofKnownClass(split.validation),
  };
}
