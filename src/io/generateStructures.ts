import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { addCounts, type GenerationCounts, NO_COUNTS } from '../generation/index.ts';
import { workerUrl } from '../nn/index.ts';
import type { GeneratedLines, GenerationSettings, IndexRange } from './generateBatch.ts';
import { InputError } from './inputError.ts';
import { mapInOrder } from './mapInOrder.ts';
import { checkStructureOutput, StructureWriter } from './structureWriter.ts';

export interface GenerateOptions extends GenerationSettings {
  /** File of structure lines, gzip-compressed where it ends in `.gz`. */
  readonly out: string;
  readonly count: number;
  /** Threads; they do not change a byte of the file. */
  readonly workers: number;
  /** Stops the work; nothing is left of the file then. */
  readonly signal?: AbortSignal;
}

export type GenerateEvent =
  | { readonly kind: 'progress'; readonly counts: GenerationCounts; readonly perSecond: number }
  | { readonly kind: 'stopped'; readonly counts: GenerationCounts }
  | { readonly kind: 'finished'; readonly counts: GenerationCounts; readonly perSecond: number };

// About a tenth of a second of work: handing over costs 0.2 ms, and Ctrl-C waits for no more.
const BATCH = 100;

/**
 * Generates crystals in worker threads and writes them in the order of their indices. The bytes
 * depend on the settings and the count alone.
 *
 * @throws InputError when the file cannot be written, or the statistics lead to no crystals.
 * @throws RangeError when `count` or `workers` is no positive integer.
 */
export async function* generateStructures(
  options: GenerateOptions,
): AsyncGenerator<GenerateEvent, void, void> {
  const { out, count, workers, signal, ...settings } = options;
  for (const [name, value] of Object.entries({ count, workers })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`${name} must be a positive integer, got ${value}`);
    }
  }
  await checkStructureOutput(out);
  const pool = startPool(settings, workers);
  const stop = () => void pool.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  const writer = new StructureWriter(out);
  const began = performance.now();
  let counts = NO_COUNTS;
  const perSecond = () => (1000 * counts.made) / (performance.now() - began);
  const generate = async (range: IndexRange) => {
    signal?.throwIfAborted();
    return pool.run(range);
  };
  try {
    // Two batches a worker keep all busy while the oldest is awaited.
    for await (const [, batch] of mapInOrder(ranges(count), generate, 2 * workers + 1)) {
      for (const line of batch.lines) await writer.add(line);
      counts = addCounts(counts, batch.counts);
      signal?.throwIfAborted();
      yield { kind: 'progress', counts, perSecond: perSecond() };
    }
    await writer.finish();
    yield { kind: 'finished', counts, perSecond: perSecond() };
  } catch (error) {
    if (signal?.aborted && !(error instanceof InputError)) yield { kind: 'stopped', counts };
    else throw explained(error);
  } finally {
    signal?.removeEventListener('abort', stop);
    await writer.discard();
    await pool.destroy();
  }
}

const startPool = (settings: GenerationSettings, workers: number) =>
  new Piscina<IndexRange, GeneratedLines>({
    filename: fileURLToPath(workerUrl(import.meta.url, './generateWorker.ts')),
    name: 'generateBatch',
    minThreads: workers,
    maxThreads: workers,
    workerData: settings,
  });

async function* ranges(count: number): AsyncGenerator<IndexRange> {
  for (let first = 0; first < count; first += BATCH) {
    yield { first, end: Math.min(first + BATCH, count) };
  }
}

/** Errors of a worker lose their class on the way. */
const explained = (error: unknown): unknown =>
  error instanceof Error && error.name === 'RangeError' ? new InputError(error.message) : error;
