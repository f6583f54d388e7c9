import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Augmentation } from '../augmentation/index.ts';
import type { Architecture } from '../model/index.ts';
import { createRng } from '../random/index.ts';
import {
  firstParameters,
  methodOf,
  newTrainingState,
  type Recipe,
  type TrainingData,
  type TrainingEvent,
  unlabelledRowsOf,
} from '../training/index.ts';
import type { EngineName } from './engine.ts';
import { EpochClock } from './epochClock.ts';
import { sha256 } from './hash.ts';
import { InputError } from './inputError.ts';
import { makeCard } from './makeCard.ts';
import { readModel } from './modelStore.ts';
import { openSource } from './openSource.ts';
import type { RunEvent } from './runEvent.ts';
import { type RunPlan, settlePlan } from './runPlan.ts';
import { type SavedRun, saveEvent } from './saveRun.ts';
import { resumeState, STATE } from './stateFile.ts';
import { joinTorchRun, openTorch } from './torchEngine.ts';
import { nodeRank } from './torchNodes.ts';
import { checkTorchRecipe } from './torchRecipe.ts';
import { classesOf, type TrainingDataOptions, trainingData } from './trainingData.ts';
import { type EngineChoice, openEngine } from './trainingEngine.ts';
import { trainingStream } from './trainingStream.ts';
import { packageCommit, packageVersion } from './version.ts';

export interface TrainingRunOptions extends TrainingDataOptions {
  readonly seed: number;
  /** Folder of the run. */
  readonly out: string;
  readonly resume: boolean;
  /** Model whose trunk to begin with: a name or folder. */
  readonly startFrom?: string;
  /** Threads of the engine cpu, and of validation. */
  readonly workers: number;
  /** @default { kind: 'cpu' } */
  readonly engine?: EngineChoice;
  readonly signal?: AbortSignal;
}

/**
 * Trains in a folder: `run.json` says what was asked, `state.safetensors` is where the run stands,
 * `events.jsonl` its epochs, `card.json` and `weights.safetensors` the model of the best epoch.
 * Stopped at any time, it goes on from its last state and ends with the same weights.
 */
export async function* runTraining(
  options: TrainingRunOptions,
): AsyncGenerator<RunEvent, void, void> {
  const { dataset, recipe, out, resume, labelled = 1, split, engine = { kind: 'cpu' } } = options;
  if (engine.kind === 'torch' && nodeRank(engine.nodes) > 0) {
    await joinTorchRun(out, { ...options, ...(await openTorch(engine)) });
    return;
  }
  checkTorchRecipe(engine.kind, recipe);
  const trainOn = await openEngine(engine);
  const classes = classesOf(options);
  const data = trainingData(options, classes);
  const architecture: Architecture = {
    kind: 'resnet',
    classes: classes.classes.length,
    inputLength: dataset.patterns.length,
    stemMaxPool: recipe.stemMaxPool,
  };
  const datasetSha256 = sha256(await readFile(join(options.datasetFolder, 'manifest.json')));
  const start = await startingModel(options.startFrom, datasetSha256, split?.sha256);
  const plan: RunPlan = {
    formatVersion: 1,
    packageVersion: packageVersion(),
    ...packageCommit(),
    task: options.task.kind,
    method: methodOf(recipe),
    labelled,
    engine: engine.kind,
    classes: data.classes.slice(),
    seed: options.seed,
    recipe,
    ...(recipe.augmentation && { augmentationSha256: hashOf(recipe.augmentation) }),
    datasetSha256,
    ...(split && { split: { by: split.by, sha256: split.sha256 } }),
    ...(start && { startedFrom: { name: start.card.name, sha256: start.card.weights.sha256 } }),
  };
  const rng = createRng(options.seed);
  const first = newTrainingState(
    firstParameters(architecture, recipe, rng.fork('initial parameters'), start?.bytes),
    recipe,
  );
  const source = await openSource(options, data);
  try {
    await settlePlan(out, plan, resume);
    yield startedEvent(data, recipe);
    const stateFile = join(out, STATE);
    const state = resume && existsSync(stateFile) ? await resumeState(stateFile, first) : first;
    const { manifest } = dataset;
    const training = { data, manifest, architecture, state, rng: trainingStream(options.seed) };
    const events = trainOn({ ...options, ...training, ...(source && { source }) });
    const clock = new EpochClock();
    const saved: SavedRun = {
      out,
      recipe,
      grid: data.instrument.grid,
      cardOf: (final) => makeCard({ plan, architecture, data, dataset, state: final }),
    };
    for await (const event of events) {
      const timed = withTimes(event, clock, engine.kind);
      await saveEvent(timed, saved);
      yield timed;
    }
    if (source && source.plain > 0) yield { kind: 'plain', views: source.plain };
  } finally {
    await source?.close();
  }
}

const hashOf = (augmentation: Augmentation): string =>
  sha256(new TextEncoder().encode(JSON.stringify(augmentation)));

/** Keeps time, and tells it and the engine with the epochs. */
function withTimes(event: TrainingEvent, clock: EpochClock, engine: EngineName): RunEvent {
  if (event.kind === 'step') clock.countRows(event.rows);
  if (event.kind !== 'epoch') return event;
  return { ...event, record: { ...event.record, ...clock.closeEpoch(), engine } };
}

function startedEvent(data: TrainingData, recipe: Recipe): RunEvent {
  const { labels, classes, trainingRows, validationRows } = data;
  const present = new Set(Array.from(trainingRows, (row) => labels[row]!));
  return {
    kind: 'started',
    labelledRows: trainingRows.length,
    unlabelledRows: methodOf(recipe) === 'sgan' ? unlabelledRowsOf(data).length : 0,
    validationRows: validationRows.length,
    emptyClasses: classes.filter((_, label) => !present.has(label)),
  };
}

/** The model to begin with; it must not have been trained on what is a test pattern here. */
async function startingModel(
  nameOrPath: string | undefined,
  datasetSha256: string,
  splitSha256: string | undefined,
) {
  if (nameOrPath === undefined) return undefined;
  const model = await readModel(nameOrPath);
  if (model.card.training.dataset.manifestSha256 !== datasetSha256) {
    throw new InputError(
      `${nameOrPath}: this model was trained on another data set, perhaps on patterns that are ` +
        'test patterns here; begin with a model of the same data set',
    );
  }
  if (model.card.training.split?.sha256 !== splitSha256) {
    throw new InputError(
      `${nameOrPath}: this model was trained under another split, perhaps on patterns that are test ` +
        'patterns here; begin with a model of the same split',
    );
  }
  return model;
}
