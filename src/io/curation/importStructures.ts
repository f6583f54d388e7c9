import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { DuplicateLimits } from '../../dataset/index.ts';
import { workerUrl } from '../../nn/index.ts';
import { InputError } from '../inputError.ts';
import { mapInOrder } from '../mapInOrder.ts';
import { readSource } from '../sources/readSource.ts';
import { listSources, type SourceFile, type SourceList } from '../sources/sourceFile.ts';
import type { SourceItem } from '../sources/sourceText.ts';
import { checkStructureOutput } from '../structureWriter.ts';
import { readLines } from '../textFiles.ts';
import { CollectionWriter, reportPath } from './collectionWriter.ts';
import type { Curated, CurationSettings } from './curateBatch.ts';
import type { ImportCounts } from './importCounts.ts';

export interface ImportOptions extends Omit<CurationSettings, 'wanted' | 'fingerprints'> {
  /** Name of the file of structure lines, `.jsonl` or `.jsonl.gz`. */
  readonly out: string;
  /** A file of the ids to take, one a line; left out: all. */
  readonly ids?: string;
  /** When two structures are the same; undefined: all are kept. */
  readonly duplicates: DuplicateLimits | undefined;
  readonly workers: number;
  /** Stops the import; nothing is left then. */
  readonly signal?: AbortSignal;
}

export type ImportEvent =
  | { readonly kind: 'progress'; readonly share: number; readonly counts: ImportCounts }
  | { readonly kind: 'stopped'; readonly counts: ImportCounts }
  | { readonly kind: 'finished'; readonly result: ImportResult };

export interface ImportResult {
  readonly counts: ImportCounts;
  /** Of the wanted ids, those that no structure has. */
  readonly missing: number;
  readonly report: string;
}

type CuratorPool = Piscina<readonly SourceItem[], readonly Curated[]>;

/**
 * Reads structures from files, folders and archives, curates them and writes them as structure
 * lines, with a report of all that was left out beside them. The files depend on options and inputs
 * alone, not on the number of workers.
 *
 * @throws InputError when a source is not there, the list of ids cannot be read, or the output cannot
 * be written. A source that cannot be read is in the report.
 */
export async function* importStructures(
  sources: readonly string[],
  options: ImportOptions,
): AsyncGenerator<ImportEvent, void, void> {
  await checkStructureOutput(options.out);
  const list = await listSources(sources);
  // An output of yesterday in a folder of sources is none of them.
  const isOutput = ({ path, file, source }: SourceFile) =>
    file !== source && resolve(path) === resolve(options.out);
  const files = list.files.filter((file) => !isOutput(file));
  yield* importItems(itemsOf({ ...list, files }), options);
}

/** As `importStructures`, of items from anywhere. */
export async function* importItems(
  items: AsyncIterable<SourceItem>,
  options: ImportOptions,
): AsyncGenerator<ImportEvent, void, void> {
  const { out, ids, duplicates, workers, signal, ...settings } = options;
  if (!Number.isInteger(workers) || workers < 1) {
    throw new RangeError(`workers must be a positive integer, got ${workers}`);
  }
  const wanted = ids === undefined ? undefined : await readIds(ids);
  const fingerprints = duplicates !== undefined;
  const pool = startPool({ ...settings, fingerprints, ...(wanted && { wanted }) }, workers);
  const stop = () => void pool.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  const writer = new CollectionWriter(out, duplicates, wanted ?? []);
  try {
    const curate = async (batch: readonly SourceItem[]) => {
      signal?.throwIfAborted();
      return pool.run(batch);
    };
    // Two batches a worker keep all busy while the oldest is awaited.
    const curated = mapInOrder(batchesOf(items), curate, 2 * workers + 1);
    for await (const [batch, outcomes] of curated) {
      for (const outcome of outcomes) await writer.add(outcome);
      signal?.throwIfAborted();
      yield { kind: 'progress', share: batch.at(-1)?.share ?? 0, counts: writer.counts };
    }
    await writer.finish();
    const { counts, missing } = writer;
    yield { kind: 'finished', result: { counts, missing, report: reportPath(out) } };
  } catch (error) {
    if (!signal?.aborted || error instanceof InputError) throw error;
    yield { kind: 'stopped', counts: writer.counts };
  } finally {
    signal?.removeEventListener('abort', stop);
    await writer.discard();
    await pool.destroy();
  }
}

const startPool = (settings: CurationSettings, workers: number): CuratorPool =>
  new Piscina({
    filename: fileURLToPath(workerUrl(import.meta.url, './curateWorker.ts')),
    name: 'curateBatch',
    minThreads: workers,
    maxThreads: workers,
    workerData: settings,
  });

/** Everything in the files of a list; `share` is of the bytes of all of them. */
async function* itemsOf({ files, faults, ignored }: SourceList): AsyncGenerator<SourceItem> {
  yield* faults;
  for (let i = 0; i < ignored; i++) yield { kind: 'ignored', file: '' };
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const file of files) {
    for await (const item of readSource(file)) {
      yield { ...item, share: (before + (item.share ?? 0) * file.bytes) / all };
    }
    before += file.bytes;
  }
}

// As for simulation: a task costs 0.2 ms, a structure some ms, large ones much more.
const ITEMS = 50;
const CHARACTERS = 2 ** 17;

async function* batchesOf(items: AsyncIterable<SourceItem>): AsyncGenerator<readonly SourceItem[]> {
  let batch: SourceItem[] = [];
  let characters = 0;
  for await (const item of items) {
    batch.push(item);
    if (item.kind === 'text') characters += item.text.length;
    if (batch.length < ITEMS && characters < CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** One id a line; blank lines and what follows a # are passed over. */
async function readIds(path: string): Promise<readonly string[]> {
  const ids = new Set<string>();
  for await (const { text } of readLines(path)) {
    const id = text.replace(/(?:^|\s)#.*$/, '').trim();
    if (id !== '') ids.add(id);
  }
  if (ids.size === 0) throw new InputError(`${path}: names no ids; write one a line`);
  return [...ids];
}
