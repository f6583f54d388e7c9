import { type GeneratorOptions, generatorForwardGraph } from '../model/index.ts';
import { openForward } from '../nn/index.ts';
import type { Rng } from '../random/index.ts';
import { type TrainingData, unlabelledRowsOf } from './batch.ts';
import type { AdversarialRecord, GeneratorState } from './state.ts';

/** Patterns that are generated and looked at after an epoch. */
const SAMPLE = 64;
/** Real patterns among which the nearest one is looked for. */
const NEIGHBOURS = 512;

export type Diversity = Pick<AdversarialRecord, 'diversity' | 'realDiversity' | 'nearestDistance'>;

/** Looks after a generator for signs of collapse, always at the same random vectors. */
export class GeneratorWatch {
  readonly #options: Required<GeneratorOptions>;
  readonly #points: number;
  readonly #z: Float32Array;
  readonly #real: Float32Array;
  readonly #realDiversity: number;

  constructor(data: TrainingData, rng: Rng, options: Required<GeneratorOptions>) {
    this.#options = options;
    this.#points = data.patterns.length;
    this.#z = watchedLatents(rng, options.latent);
    const rows = watchedRows(data, rng);
    this.#real = new Float32Array(rows.length * this.#points);
    data.patterns.read(rows, this.#real);
    this.#realDiversity = meanDistance(this.#real.subarray(0, SAMPLE * this.#points), this.#points);
  }

  /** Patterns (64 × points) of the generator as it stands, with its running statistics. */
  async generate({ parameters, statistics }: GeneratorState): Promise<Float32Array> {
    const { bytes } = generatorForwardGraph(this.#options, parameters, statistics);
    const shape = { input: 'z', width: this.#options.latent, output: 'patterns' };
    const forward = await openForward(bytes, shape);
    try {
      return await forward.run(this.#z);
    } finally {
      await forward.close();
    }
  }

  measure(generated: Float32Array): Diversity {
    return {
      diversity: meanDistance(generated, this.#points),
      realDiversity: this.#realDiversity,
      nearestDistance: meanNearest(generated, this.#real, this.#points),
    };
  }
}

/** The random vectors whose patterns are looked at, 64 × latent. */
export const watchedLatents = (rng: Rng, latent: number): Float32Array =>
  normals(rng.fork('generated samples'), SAMPLE * latent);

/** The real rows that they are compared with; the first 64 also with one another. */
export function watchedRows(data: TrainingData, rng: Rng): Uint32Array {
  const rows = unlabelledRowsOf(data);
  const order = rng.fork('real samples').permutation(rows.length).subarray(0, NEIGHBOURS);
  return order.map((i) => rows[i]!);
}

export const normals = (rng: Rng, count: number): Float32Array =>
  Float32Array.from({ length: count }, () => rng.normal());

/** Mean Euclidean distance of two different rows; 0 when there are no two. */
export function meanDistance(rows: Float32Array, width: number): number {
  const count = rows.length / width;
  if (count < 2) return 0;
  let sum = 0;
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < i; j++) sum += distance(rows, i, rows, j, width);
  }
  return sum / ((count * (count - 1)) / 2);
}

/** Mean over `rows` of the Euclidean distance to the nearest of `others`. */
export function meanNearest(rows: Float32Array, others: Float32Array, width: number): number {
  const count = rows.length / width;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let j = 0; j < others.length / width; j++) {
      nearest = Math.min(nearest, distance(rows, i, others, j, width));
    }
    sum += nearest;
  }
  return sum / count;
}

function distance(a: Float32Array, i: number, b: Float32Array, j: number, width: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) {
    const difference = a[i * width + k]! - b[j * width + k]!;
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
