import type { Rng } from '../random/index.ts';
import { Ahead } from './ahead.ts';
import { type Batch, type BatchSource, type TrainingData, targetsOf, type View } from './batch.ts';
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

/** The labelled batches of one epoch by number; the next ones may be prepared ahead. */
export class EpochBatches {
  readonly number: number;
  readonly rng: Rng;
  readonly #order: Uint32Array;
  /** How often the row of a place has come before in this epoch. */
  readonly #times: Uint32Array;
  readonly #batchSize: number;
  readonly #ahead: Ahead<Batch>;
  readonly #reach: number;

  constructor(epoch: number, data: TrainingData, recipe: Recipe, rng: Rng, source: BatchSource) {
    this.number = epoch;
    this.rng = epochStream(rng, epoch);
    this.#order = rowsOfEpoch(data, recipe, this.rng);
    this.#times = timesBefore(this.#order);
    this.#batchSize = recipe.batchSize;
    this.#reach = source.ahead;
    this.#ahead = new Ahead(async (batch) => {
      const views = this.#views(batch);
      const rows = views.map(({ row }) => row);
      return { target: targetsOf(data, rows, recipe), x: await source.read(views) };
    });
  }

  at(batch: number): Promise<Batch> {
    return this.#ahead.take(batch);
  }

  /** Begins to read the batches that follow, as far as the epoch has them and the source likes. */
  prepareAfter(batch: number): void {
    const batches = Math.ceil(this.#order.length / this.#batchSize);
    this.#ahead.prepare(batch + 1, Math.min(batches, batch + 1 + this.#reach));
  }

  #views(batch: number): readonly View[] {
    const first = batch * this.#batchSize;
    const rows = this.#order.subarray(first, first + this.#batchSize);
    return Array.from(rows, (row, i) => ({
      row,
      name: `labelled, epoch ${this.number + 1}, row ${row}, time ${this.#times[first + i]! + 1}`,
    }));
  }
}

function timesBefore(order: Uint32Array): Uint32Array {
  const seen = new Uint32Array(order.reduce((most, row) => Math.max(most, row), 0) + 1);
  return order.map((row) => seen[row]!++);
}

/** The batches of an epoch, from 0; those of the latest one are kept. */
export function createEpochs(
  data: TrainingData,
  recipe: Recipe,
  rng: Rng,
  source: BatchSource,
): (epoch: number) => EpochBatches {
  let latest: EpochBatches | undefined;
  return (epoch) => {
    if (latest?.number !== epoch) latest = new EpochBatches(epoch, data, recipe, rng, source);
    return latest;
  };
}
