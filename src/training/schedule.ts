import { generatorFor } from '../model/index.ts';
import type { Rng } from '../random/index.ts';
import { type TrainingData, unlabelledRowsOf } from './batch.ts';
import { epochStream, rowsOfEpoch } from './epochBatches.ts';
import { normals, watchedLatents, watchedRows } from './generatedPatterns.ts';
import { learningRateAt } from './learningRate.ts';
import { endlessRows } from './order.ts';
import type { Recipe } from './recipe.ts';

/**
 * All that the streams of a run decide beforehand, for an engine that is handed it in one piece. The
 * same rows, rates and numbers as `train` takes; dropout, noise and strain are not among them.
 */
export interface Schedule {
  /** Labelled rows of each epoch in their order, epochs × rows. */
  readonly order: Uint32Array;
  /** Of every step, epochs × batches. */
  readonly learningRates: Float64Array;
  /** Of a GAN only. */
  readonly sgan?: SganSchedule;
}

export interface SganSchedule {
  /** Unlabelled rows of every step, steps × batch size. */
  readonly unlabelledRows: Uint32Array;
  /** Random vectors whose patterns are looked at after each epoch, vectors × latent. */
  readonly watchedLatents: Float32Array;
  /** Real rows to compare them with. */
  readonly watchedRows: Uint32Array;
}

/** @param rng the run's stream, the one that `train` is given */
export function scheduleOf(data: TrainingData, recipe: Recipe, rng: Rng): Schedule {
  const { epochs } = recipe;
  const steps = stepsOf(data, recipe);
  const order = new Uint32Array(epochs * data.trainingRows.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rows = rowsOfEpoch(data, recipe, epochStream(rng, epoch));
    order.set(rows, epoch * rows.length);
  }
  const learningRates = Float64Array.from({ length: steps }, (_, step) =>
    learningRateAt(step, steps, recipe),
  );
  if (recipe.sgan === undefined) return { order, learningRates };
  const sgan = {
    unlabelledRows: endlessRows(unlabelledRowsOf(data), rng.fork('unlabelled'))(
      0,
      steps * recipe.batchSize,
    ),
    watchedLatents: watchedLatents(rng, latentOf(data, recipe)),
    watchedRows: watchedRows(data, rng),
  };
  return { order, learningRates, sgan };
}

/** The random vectors that `train` generates patterns from, steps × batch size × latent. */
export function latentsOf(data: TrainingData, recipe: Recipe, rng: Rng): Float32Array {
  const steps = stepsOf(data, recipe);
  const batches = steps / recipe.epochs;
  const width = recipe.batchSize * latentOf(data, recipe);
  const all = new Float32Array(steps * width);
  for (let step = 0; step < steps; step++) {
    const stream = epochStream(rng, Math.floor(step / batches));
    all.set(normals(stream.fork(`generated ${step % batches}`), width), step * width);
  }
  return all;
}

const latentOf = ({ patterns }: TrainingData, { sgan }: Recipe): number =>
  generatorFor(patterns.length, sgan?.latent).latent;

const stepsOf = ({ trainingRows }: TrainingData, { epochs, batchSize }: Recipe): number =>
  epochs * Math.ceil(trainingRows.length / batchSize);
