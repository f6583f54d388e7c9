import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { BuildPlan, PartRecord, SimulationSettings } from '../dataset/index.ts';
import { workerUrl } from '../nn/index.ts';
import { type BuildEvent, type BuildOptions, resolveSettings } from './buildOptions.ts';
import { openBuildFolder } from './buildState.ts';
import { type Disk, localDisk } from './disk.ts';
import { finishDataset } from './finishDataset.ts';
import { InputError } from './inputError.ts';
import { mapInOrder } from './mapInOrder.ts';
import { type Batch, countTexts, readBatches } from './readBatches.ts';
import { ShardWriter } from './shardWriter.ts';
import type { Outcome } from './simulateBatch.ts';
import { inspectStructureFile, type StructureFile, type StructureText } from './structureTexts.ts';
import { packageCommit, packageVersion } from './version.ts';

type SimulatorPool = Piscina<readonly StructureText[], readonly Outcome[]>;

/**
 * Simulates the patterns of the structures in files and writes them as a data set: shards of rows in
 * the order of the inputs, their metadata, the faults, and at last the manifest. The bytes depend on
 * options and inputs alone, not on workers or interruptions; memory does not grow with the inputs.
 *
 * @throws InputError when inputs, folder or disk are not as they should be; once that is mended, the
 * same call goes on after the last shard.
 * @throws RangeError when an option is out of range.
 */
export async function* buildDataset(
  options: BuildOptions,
  disk: Disk = localDisk,
): AsyncGenerator<BuildEvent, void, void> {
  const { workers, signal } = options;
  if (!Number.isInteger(workers) || workers < 1) {
    throw new RangeError(`workers must be a positive integer, got ${workers}`);
  }
  const createdWith = resolveSettings(options);
  const files = await inspectAll(options.inputs);
  const inputs = files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }));
  const part = options.shard && (await partOf(options.shard, files));
  const origin = { packageVersion: packageVersion(), ...packageCommit() };
  const plan: BuildPlan = { ...origin, createdWith, inputs, ...(part && { part }) };
  const folder = resolve(options.out);
  const found = await openBuildFolder(folder, plan);
  if (found.kind === 'complete') {
    yield { kind: 'finished', manifest: found.manifest, wasComplete: true };
    return;
  }
  const writer = new ShardWriter(folder, found.state, disk);
  await writer.saveState();
  if (found.state.shards.length > 0) yield { kind: 'resumed', counts: found.state.counts };

  const pool = startPool(createdWith, workers);
  const stop = () => void pool.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    yield* simulateAll(files, pool, writer, signal);
    const manifest = await finishDataset(folder, writer.state, disk);
    yield { kind: 'finished', manifest, wasComplete: false };
  } catch (error) {
    if (!signal?.aborted || error instanceof InputError) throw error;
    yield { kind: 'stopped', counts: writer.state.counts };
  } finally {
    signal?.removeEventListener('abort', stop);
    await pool.destroy();
  }
}

async function inspectAll(paths: readonly string[]): Promise<readonly StructureFile[]> {
  if (paths.length === 0) throw new RangeError('a data set needs at least one file of structures');
  const files: StructureFile[] = [];
  for (const path of paths) files.push(await inspectStructureFile(path));
  return files;
}

async function partOf(
  { index, of }: NonNullable<BuildOptions['shard']>,
  files: readonly StructureFile[],
): Promise<PartRecord> {
  if (!(Number.isInteger(index) && Number.isInteger(of) && index >= 1 && index <= of)) {
    throw new RangeError(`a shard is one of 1/n to n/n, got ${index}/${of}`);
  }
  const all = await countTexts(files);
  const firstText = Math.floor(((index - 1) * all) / of);
  return { index, of, firstText, texts: Math.floor((index * all) / of) - firstText };
}

const startPool = (settings: SimulationSettings, workers: number): SimulatorPool =>
  new Piscina({
    filename: fileURLToPath(workerUrl(import.meta.url, './simulateWorker.ts')),
    name: 'simulateBatch',
    minThreads: workers,
    maxThreads: workers,
    workerData: settings,
  });

/** Simulates what the state has not reached yet and writes it shard by shard. */
async function* simulateAll(
  files: readonly StructureFile[],
  pool: SimulatorPool,
  writer: ShardWriter,
  signal: AbortSignal | undefined,
): AsyncGenerator<BuildEvent, void, void> {
  const start = writer.state;
  const { part } = start.plan;
  const stop = part && part.firstText + part.texts;
  const began = performance.now();
  let end = start.texts;
  const simulate = async ({ texts }: Batch) => {
    signal?.throwIfAborted();
    return pool.run(texts);
  };
  // Two batches a worker keep all busy while the oldest is awaited.
  const batches = mapInOrder(
    readBatches(files, start.texts, stop),
    simulate,
    2 * pool.maxThreads + 1,
  );
  for await (const [batch, outcomes] of batches) {
    for await (const event of writeOutcomes(batch, outcomes, writer, start)) {
      yield event;
      signal?.throwIfAborted();
    }
    await writer.flushLines();
    end = batch.first + batch.texts.length;
    const { counts } = writer;
    const perSecond = (1000 * (counts.read - start.counts.read)) / (performance.now() - began);
    const share = part ? (end - part.firstText) / part.texts : batch.share;
    yield { kind: 'progress', counts, share, perSecond };
  }
  const file = await writer.writeShard(end, 0);
  if (file !== undefined) yield { kind: 'shard', file, counts: writer.counts };
}

/** Adds the outcomes of a batch, but for those a resumed build has of its first text. */
async function* writeOutcomes(
  batch: Batch,
  outcomes: readonly Outcome[],
  writer: ShardWriter,
  start: { readonly texts: number; readonly results: number },
): AsyncGenerator<BuildEvent, void, void> {
  let text = -1;
  let results = 0;
  for (const outcome of outcomes) {
    results = batch.first + outcome.text === text ? results + 1 : 1;
    text = batch.first + outcome.text;
    if (text === start.texts && results <= start.results) continue;
    writer.add(outcome);
    if (outcome.kind === 'fault') yield { kind: 'fault', fault: outcome.fault };
    if (!writer.isFull) continue;
    const file = await writer.writeShard(text, results);
    if (file !== undefined) yield { kind: 'shard', file, counts: writer.counts };
  }
}
