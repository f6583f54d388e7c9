import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { decodeSafetensors, encodeSafetensors } from '../model/index.ts';
import type { TrainingState } from '../training/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { InputError } from './inputError.ts';

const score = z.object({ loss: z.number(), top1: z.number(), top5: z.number() });

/** What of a training state is not a vector. */
const progressSchema = z.object({
  steps: z.int(),
  bestEpoch: z.int(),
  epoch: z.int(),
  batch: z.int(),
  lossSum: z.number(),
  hits: z.int(),
  rows: z.int(),
  history: z.array(
    z.object({
      epoch: z.int(),
      trainingLoss: z.number(),
      trainingTop1: z.number(),
      learningRate: z.number(),
      validation: score.exactOptional(),
    }),
  ),
});

/** Saves a training state: four vectors as float32, the rest as JSON in the header. */
export async function saveState(path: string, state: TrainingState): Promise<void> {
  const { parameters, best, adam, ...progress } = state;
  const vector = (name: string, data: Float32Array) => ({ name, shape: [data.length], data });
  const bytes = encodeSafetensors(
    [
      vector('parameters', parameters),
      vector('best', best),
      vector('firstMoment', adam.firstMoment),
      vector('secondMoment', adam.secondMoment),
    ],
    'F32',
    { progress: JSON.stringify({ ...progress, steps: adam.steps }) },
  );
  await writeFileAtomic(path, bytes);
}

/**
 * Reads a training state back, exactly.
 *
 * @throws InputError when the file is damaged.
 */
export async function loadState(path: string): Promise<TrainingState> {
  try {
    const { tensors, metadata } = decodeSafetensors(await readFile(path));
    const { steps, ...progress } = progressSchema.parse(JSON.parse(metadata.progress ?? ''));
    const vector = (name: string): Float32Array => {
      const tensor = tensors.get(name);
      if (tensor === undefined) throw new RangeError(`no vector ${name}`);
      return tensor.data;
    };
    const adam = {
      firstMoment: vector('firstMoment'),
      secondMoment: vector('secondMoment'),
      steps,
    };
    return { ...progress, parameters: vector('parameters'), best: vector('best'), adam };
  } catch (error) {
    throw new InputError(
      `${path}: the saved state cannot be read (${(error as Error).message}); ` +
        'start the run anew in another folder',
    );
  }
}
