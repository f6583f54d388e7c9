import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from '../model/index.ts';
import type { SganState, TrainingState } from '../training/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { InputError } from './inputError.ts';

/** File of a run that holds where it stands. */
export const STATE = 'state.safetensors';

const score = z.object({ loss: z.number(), top1: z.number(), top5: z.number() });

const sums = {
  unlabelledLoss: z.number(),
  generatedLoss: z.number(),
  generatorLoss: z.number(),
  dReal: z.number(),
  dGenerated: z.number(),
};

const adversarial = z.object({
  ...sums,
  diversity: z.number(),
  realDiversity: z.number(),
  nearestDistance: z.number(),
});

/** An epoch as states and event files hold it. */
export const epochRecordSchema = z.object({
  epoch: z.int(),
  trainingLoss: z.number(),
  trainingTop1: z.number(),
  learningRate: z.number(),
  validation: score.exactOptional(),
  adversarial: adversarial.exactOptional(),
});

/** What of a training state is not a vector. */
const progressSchema = z.object({
  steps: z.int(),
  bestEpoch: z.int(),
  epoch: z.int(),
  batch: z.int(),
  lossSum: z.number(),
  hits: z.int(),
  rows: z.int(),
  history: z.array(epochRecordSchema),
  sgan: z
    .object({
      generatorSteps: z.int(),
      adversarialSteps: z.int().exactOptional(),
      sums: z.object(sums),
    })
    .exactOptional(),
});

type Vectors = Readonly<Record<string, Float32Array>>;

/** Saves a training state: its vectors as float32 tensors, the rest as JSON in the header. */
export async function saveState(path: string, state: TrainingState): Promise<void> {
  const { parameters, best, adam, average, sgan, ...progress } = state;
  const tensors = Object.entries(vectorsOf(state)).map(
    ([name, data]): NamedTensor => ({ name, shape: [data.length], data }),
  );
  const header = { ...progress, steps: adam.steps, ...(sgan && { sgan: sganProgress(sgan) }) };
  await writeFileAtomic(
    path,
    encodeSafetensors(tensors, 'F32', { progress: JSON.stringify(header) }),
  );
}

const vectorsOf = ({ parameters, best, adam, average, sgan }: TrainingState): Vectors => ({
  parameters,
  best,
  firstMoment: adam.firstMoment,
  secondMoment: adam.secondMoment,
  ...(average && { average }),
  ...(sgan && sganVectors(sgan)),
});

const sganVectors = ({ generator, adversarialAdam }: SganState): Vectors => ({
  'generator.parameters': generator.parameters,
  'generator.firstMoment': generator.adam.firstMoment,
  'generator.secondMoment': generator.adam.secondMoment,
  'generator.statistics': generator.statistics,
  ...(adversarialAdam && {
    'adversarial.firstMoment': adversarialAdam.firstMoment,
    'adversarial.secondMoment': adversarialAdam.secondMoment,
  }),
});

const sganProgress = ({ generator, adversarialAdam, sums }: SganState) => ({
  generatorSteps: generator.adam.steps,
  ...(adversarialAdam && { adversarialSteps: adversarialAdam.steps }),
  sums,
});

/**
 * Reads a training state back, exactly.
 *
 * @throws InputError when the file is damaged.
 */
export async function loadState(path: string): Promise<TrainingState> {
  try {
    const { tensors, metadata } = decodeSafetensors(await readFile(path));
    const { steps, sgan, ...progress } = progressSchema.parse(JSON.parse(metadata.progress ?? ''));
    const vector = (name: string): Float32Array => {
      const tensor = tensors.get(name);
      if (tensor === undefined) throw new RangeError(`no vector ${name}`);
      return tensor.data;
    };
    const adam = (prefix: string, count: number) => ({
      firstMoment: vector(`${prefix}firstMoment`),
      secondMoment: vector(`${prefix}secondMoment`),
      steps: count,
    });
    return {
      ...progress,
      parameters: vector('parameters'),
      best: vector('best'),
      adam: adam('', steps),
      ...(tensors.has('average') && { average: vector('average') }),
      ...(sgan && {
        sgan: {
          generator: {
            parameters: vector('generator.parameters'),
            adam: adam('generator.', sgan.generatorSteps),
            statistics: vector('generator.statistics'),
          },
          ...(sgan.adversarialSteps !== undefined && {
            adversarialAdam: adam('adversarial.', sgan.adversarialSteps),
          }),
          sums: sgan.sums,
        },
      }),
    };
  } catch (error) {
    throw new InputError(
      `${path}: the saved state cannot be read (${(error as Error).message}); ` +
        'start the run anew in another folder',
    );
  }
}

/**
 * Reads the state of a run that began with `first`.
 *
 * @throws InputError when the file is damaged, or the state of other networks.
 */
export async function resumeState(path: string, first: TrainingState): Promise<TrainingState> {
  const state = await loadState(path);
  const [found, wanted] = [vectorsOf(state), vectorsOf(first)];
  for (const name of Object.keys({ ...wanted, ...found })) {
    const [size, expected] = [found[name]?.length ?? 0, wanted[name]?.length ?? 0];
    if (size === expected) continue;
    throw new InputError(
      `${path}: this is the state of another network (${name} has ${size} numbers, not ` +
        `${expected}); put back the run's own, or start the run anew in another folder`,
    );
  }
  return state;
}
