import type { Rng } from '../random/index.ts';
import { type Batch, createBatchMaker, type TrainingData } from './batch.ts';
import { epochOrder } from './order.ts';
import type { Recipe } from './recipe.ts';

/** The stream of an epoch, from 0, out of that of the run. */
export const epochStream = (rng: Rng, epoch: number): Rng => rng.fork(`epoch ${epoch + 1}`);

/** Labelled rows in the order in which an epoch sees them. */
export const rowsOfEpoch = (
  { trainingRows, labels }: TrainingData,
  { classBalance }: Recipe,
  stream: Rng,
): Uint32Array => epochOrder(trainingRows, labels, classBalance, stream.fork('order'));

/** The labelled batches of one epoch by number; the next one may be prepared ahead. */
export class EpochBatches {
  readonly number: number;
  readonly rng: Rng;
  readonly #order: Uint32Array;
  readonly #batchSize: number;
  readonly #makeBatch: (rows: Uint32Array, rng: Rng) => Batch;
  #ahead: { readonly batch: number; readonly made: Batch } | undefined;

  constructor(
    epoch: number,
    data: TrainingData,
    recipe: Recipe,
    rng: Rng,
    makeBatch: (rows: Uint32Array, rng: Rng) => Batch,
  ) {
    this.number = epoch;
    this.rng = epochStream(rng, epoch);
    this.#order = rowsOfEpoch(data, recipe, this.rng);
    this.#batchSize = recipe.batchSize;
    this.#makeBatch = makeBatch;
  }

  async at(batch: number): Promise<Batch> {
    const ahead = this.#ahead;
    return ahead?.batch === batch ? ahead.made : this.#make(batch);
  }

  /** Makes a batch now, if the epoch has it, so that `at` need not. */
  async prepare(batch: number): Promise<void> {
    if (batch * this.#batchSize >= this.#order.length) return;
    this.#ahead = { batch, made: this.#make(batch) };
  }

  #make(batch: number): Batch {
    const first = batch * this.#batchSize;
    const rows = this.#order.subarray(first, first + this.#batchSize);
    return this.#makeBatch(rows, this.rng.fork(`batch ${batch}`));
  }
}

/** The batches of an epoch, from 0; those of the latest one are kept. */
export function createEpochs(
  data: TrainingData,
  recipe: Recipe,
  rng: Rng,
): (epoch: number) => EpochBatches {
  const makeBatch = createBatchMaker(data, recipe);
  let latest: EpochBatches | undefined;
  return (epoch) => {
    if (latest?.number !== epoch) latest = new EpochBatches(epoch, data, recipe, rng, makeBatch);
    return latest;
  };
}
