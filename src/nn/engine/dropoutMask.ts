import type { DropoutSpec } from '../gradientGraph.ts';

/**
 * Dropout masks of one layer, drawn into one reused buffer (1 keep, 0 drop).
 *
 * Instead of a draw for each element, the distance to the next dropped element is drawn from the
 * geometric distribution: at p = 0.05 a twentieth of the work.
 */
export class DropoutMask {
  readonly input: string;
  readonly channels: number;
  readonly #rows: number;
  readonly #block: number;
  readonly #mask: Float32Array;
  readonly #skips: Uint32Array;

  /**
   * @param samples the most samples that a micro-batch has
   * @param together samples whose masks are drawn with one seed
   */
  constructor(spec: DropoutSpec, samples: number, together = samples) {
    this.input = spec.input;
    this.channels = spec.channels;
    this.#rows = spec.rows;
    this.#block = together * spec.rows * spec.channels;
    this.#mask = new Float32Array(samples * spec.rows * spec.channels);
    this.#skips = geometricTable(spec.p);
  }

  /**
   * The mask of a micro-batch: samples · rows · channels elements, fixed by the seeds, of which there
   * is one for each block of samples that are drawn together.
   */
  draw(samples: number, ...seeds: readonly number[]): Float32Array {
    const size = samples * this.#rows * this.channels;
    const mask = this.#mask.subarray(0, size);
    keepAll(mask);
    seeds.forEach((seed, block) => {
      const end = (block + 1) * this.#block;
      drop(mask, block * this.#block, Math.min(end, size), this.#skips, seed);
    });
    return mask;
  }
}

const ONES = new Float32Array(4096).fill(1);

/** Sets all elements to 1, from a copy that stays in the cache: 0.9 in place of 1.4 ms for 8 MB. */
function keepAll(mask: Float32Array): void {
  for (let start = 0; start < mask.length; start += ONES.length) {
    mask.set(ONES.subarray(0, mask.length - start), start);
  }
}

/** Drops elements from `start` to before `end`. */
function drop(mask: Float32Array, start: number, end: number, skips: Uint32Array, seed: number) {
  let state = scramble(seed);
  for (let place = start - 1; ; ) {
    // xorshift32: period 2³² − 1, two 16-bit draws a step.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    place += skips[state & 0xffff]!;
    if (place >= end) break;
    mask[place] = 0;
    place += skips[state >>> 16]!;
    if (place >= end) break;
    mask[place] = 0;
  }
}

const tables = new Map<number, Uint32Array>();

/** Inverse distribution function of the geometric distribution at 65,536 even levels. */
function geometricTable(p: number): Uint32Array {
  const known = tables.get(p);
  if (known !== undefined) return known;
  const table = new Uint32Array(65536);
  const logKeep = Math.log1p(-p);
  for (let i = 0; i < table.length; i++) {
    const skip = 1 + Math.floor(Math.log((i + 0.5) / table.length) / logKeep);
    table[i] = Math.min(skip, 0xffffffff);
  }
  tables.set(p, table);
  return table;
}

/** A well-mixed, non-zero state from any seed (final steps of MurmurHash3). */
function scramble(seed: number): number {
  let h = seed | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16) || 1;
}
