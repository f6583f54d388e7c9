import type { Rng } from '../random/index.ts';
import type { Batch, TrainingData } from './batch.ts';
import { epochOrder } from './order.ts';
import type { Recipe } from './recipe.ts';

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
    { batchSize, classBalance }: Recipe,
    rng: Rng,
    makeBatch: (rows: Uint32Array, rng: Rng) => Batch,
  ) {
    this.number = epoch;
    this.rng = rng.fork(`epoch ${epoch + 1}`);
    this.#order = epochOrder(data.trainingRows, data.labels, classBalance, this.rng.fork('order'));
    this.#batchSize = batchSize;
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
