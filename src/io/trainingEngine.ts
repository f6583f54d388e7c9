import type { Provider } from '../nn/index.ts';
import { type TrainingEvent, type TrainOptions, train } from '../training/index.ts';
import { checkEngine } from './engine.ts';
import { openTorch, prepareTorchRun, type TorchChoice, trainWithTorch } from './torchEngine.ts';
import type { TorchJob } from './torchJob.ts';

/** What computes the steps of a run. */
export type EngineChoice = { readonly kind: Provider } | TorchChoice;

/** All that a run is made of, whatever computes it. */
export interface EngineRun extends TorchJob, TrainOptions {
  /** Folder of the run. */
  readonly out: string;
}

/** Trains; every engine tells the same events and goes on from the same states. */
export type TrainingEngine = (run: EngineRun) => AsyncGenerator<TrainingEvent, void, void>;

/**
 * Makes an engine ready.
 *
 * @throws InputError when something that it needs is missing here.
 */
export async function openEngine(choice: EngineChoice): Promise<TrainingEngine> {
  switch (choice.kind) {
    case 'cpu':
    case 'webgpu':
      await checkEngine(choice.kind);
      return (run) => train(run.data, run.rng, { ...run, provider: choice.kind });
    case 'torch': {
      if (choice.processes === 0) return prepareOnly;
      const torch = await openTorch(choice);
      return (run) => trainWithTorch(run.out, run, run.state, { ...run, ...torch });
    }
  }
}

/** Leaves the run to processes that somebody else starts. */
async function* prepareOnly(run: EngineRun): AsyncGenerator<TrainingEvent, void, void> {
  await prepareTorchRun(run.out, run, run.state);
  yield { kind: 'checkpoint', state: run.state };
}
