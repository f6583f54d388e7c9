import { join } from 'node:path';
import { z } from 'zod';
import { generatorFor } from '../model/index.ts';
import {
  type EpochRecord,
  GeneratorWatch,
  type TrainingEvent,
  type TrainingState,
} from '../training/index.ts';
import { InputError } from './inputError.ts';
import { epochRecordSchema, loadState, STATE, saveState } from './stateFile.ts';
import { type TorchJob, writeTorchJob } from './torchJob.ts';
import { type TorchPlace, torchPlace } from './torchNodes.ts';
import { findTorchPython } from './torchPython.ts';
import { TorchRanks } from './torchRanks.ts';

/** The torch engine, as asked for. */
export interface TorchChoice {
  readonly kind: 'torch';
  /** Processes on each node, one a GPU; 0 prepares the run for processes that somebody else starts. */
  readonly processes: number;
  /** Nodes that run the same command. */
  readonly nodes: number;
}

/** What the processes of a run are started with. */
export interface OpenTorch {
  /** The interpreter. */
  readonly python: string;
  readonly place: TorchPlace;
}

export interface TorchOptions extends OpenTorch {
  /** Threads of all processes of this node together. @default 2 */
  readonly workers?: number;
  /** Saves and stops after the step under way. */
  readonly signal?: AbortSignal;
}

/**
 * Looks for what the engine needs.
 *
 * @throws InputError when there is no Python with torch, or a node does not know its place.
 */
export async function openTorch({ processes, nodes }: TorchChoice): Promise<OpenTorch> {
  const place = await torchPlace(processes, nodes);
  return { place, python: await findTorchPython() };
}

const message = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('step'),
    step: z.int(),
    totalSteps: z.int(),
    rows: z.int(),
    loss: z.number(),
    learningRate: z.number(),
  }),
  z.object({ kind: z.enum(['checkpoint', 'interrupted', 'finished']) }),
  z.object({ kind: z.literal('epoch'), record: epochRecordSchema }),
]);

/**
 * Trains in Python processes under PyTorch's DistributedDataParallel: the same events as `train`, from
 * the same order of rows, learning rates and recipe. Dropout, noise and strain draw other numbers.
 *
 * The processes save the state in `run` themselves, before an event tells of it, and wait until the
 * next event is asked for.
 *
 * @param run folder of the run
 * @param state where to begin
 * @throws InputError when a process fails.
 * @throws DivergenceError when a loss is no longer finite: the last saved state is still good.
 */
export async function* trainWithTorch(
  run: string,
  job: TorchJob,
  state: TrainingState,
  options: TorchOptions,
): AsyncGenerator<TrainingEvent, void, void> {
  const statePath = await prepareTorchRun(run, job, state);
  if (options.signal?.aborted) {
    yield { kind: 'interrupted', state };
    return;
  }
  const watch = state.sgan && watchOf(job);
  let last = '';
  for await (const told of runRanks(run, options)) {
    last = told.kind;
    switch (told.kind) {
      case 'step':
        yield told;
        break;
      case 'epoch':
        yield await epochEvent(told.record, await loadState(statePath), watch);
        break;
      default:
        yield { kind: told.kind, state: await loadState(statePath) };
    }
  }
  // Stopped before the first step.
  if (last === '') yield { kind: 'interrupted', state };
}

const watchOf = ({ data, rng, recipe }: TorchJob): GeneratorWatch =>
  new GeneratorWatch(data, rng, generatorFor(data.patterns.length, recipe.sgan?.latent));

/** An epoch; of a GAN with the patterns that its generator makes by now. */
async function epochEvent(
  record: EpochRecord,
  state: TrainingState,
  watch: GeneratorWatch | undefined,
): Promise<TrainingEvent> {
  if (state.sgan === undefined || watch === undefined) return { kind: 'epoch', record, state };
  return { kind: 'epoch', record, state, generated: await watch.generate(state.sgan.generator) };
}

/** Takes part in a run that another node leads; nothing is told here. */
export async function joinTorchRun(run: string, options: TorchOptions): Promise<void> {
  for await (const _ of runRanks(run, options));
}

/**
 * Writes all that the Python processes need, so that somebody else can start them.
 *
 * @returns path of the state they begin with
 */
export async function prepareTorchRun(
  run: string,
  job: TorchJob,
  state: TrainingState,
): Promise<string> {
  const statePath = join(run, STATE);
  await writeTorchJob(run, job);
  await saveState(statePath, state);
  return statePath;
}

async function* runRanks(run: string, { python, place, workers = 2, signal }: TorchOptions) {
  const threads = Math.max(1, Math.floor(workers / place.processes));
  const ranks = new TorchRanks({ python, run, place, threads });
  const stop = () => ranks.stop();
  signal?.addEventListener('abort', stop);
  try {
    for await (const value of ranks.messages()) {
      // Told once more, as an error, when the process has ended.
      if ((value as { kind?: unknown }).kind === 'failed') continue;
      const result = message.safeParse(value);
      if (!result.success) {
        throw new InputError(`not understood from the torch engine: ${JSON.stringify(value)}`);
      }
      yield result.data;
      if (result.data.kind !== 'step') ranks.goOn();
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await ranks.kill();
  }
}
