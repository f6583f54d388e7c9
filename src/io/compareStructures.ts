import { type Crystal, cellVolume } from '../crystal/index.ts';
import {
  type CrystalComparison,
  compareCrystals,
  type Descriptors,
  describeCrystal,
} from '../generation/index.ts';
import { createRng, type Rng } from '../random/index.ts';
import { InputError } from './inputError.ts';
import { loadCrystals } from './structureTexts.ts';
import { loadSymmetrySearch } from './symmetrySearch.ts';

export interface CompareOptions {
  /** Files of structures. */
  readonly real: string;
  readonly generated: string;
  /** Most crystals taken of each, at random. */
  readonly sample: number;
  readonly seed: number;
  /** Å³; structures with a larger cell are left out of both. */
  readonly maxVolume: number;
  readonly signal?: AbortSignal;
}

export type CompareEvent =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'stopped' }
  | {
      readonly kind: 'finished';
      readonly comparison: CrystalComparison;
      /** Crystals of both that could not be described. */
      readonly leftOut: number;
    };

/**
 * Compares a sample of real crystals with one of generated ones.
 *
 * @throws InputError when a file cannot be read, or holds too few crystals.
 */
export async function* compareStructures(
  options: CompareOptions,
): AsyncGenerator<CompareEvent, void, void> {
  const { real, generated, signal } = options;
  await loadSymmetrySearch();
  const rng = createRng(options.seed).fork('compare');
  const samples: Crystal[][] = [];
  for (const [i, path] of [real, generated].entries()) {
    samples.push(await drawSample(path, rng.fork(`sample-${i}`), options));
  }
  const total = samples.flat().length;
  const described: Descriptors[][] = [[], []];
  let done = 0;
  for (const [i, sample] of samples.entries()) {
    for (const crystal of sample) {
      const descriptors = describeCrystal(crystal);
      if (descriptors) described[i]!.push(descriptors);
      if (++done % 50 !== 0) continue;
      yield { kind: 'progress', done, total };
      if (signal?.aborted) {
        yield { kind: 'stopped' };
        return;
      }
    }
  }
  try {
    const comparison = compareCrystals(described[0]!, described[1]!, rng);
    yield { kind: 'finished', comparison, leftOut: total - described.flat().length };
  } catch (error) {
    throw error instanceof RangeError ? new InputError(error.message) : error;
  }
}

/** Up to `sample` crystals, each as likely as any other. [Vitter, ACM TOMS 11, 37 (1985), R] */
async function drawSample(
  path: string,
  rng: Rng,
  { sample, maxVolume }: CompareOptions,
): Promise<Crystal[]> {
  const drawn: Crystal[] = [];
  let seen = 0;
  for await (const loaded of loadCrystals([path])) {
    if (!loaded.ok || cellVolume(loaded.crystal.cell) > maxVolume) continue;
    const place = seen < sample ? seen : rng.integer(seen + 1);
    if (place < sample) drawn[place] = loaded.crystal;
    seen++;
  }
  return drawn;
}
