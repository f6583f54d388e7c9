import type { BuildPlan, Manifest } from '../dataset/index.ts';
import { openBuildFolder } from './buildState.ts';
import type { Disk } from './disk.ts';
import { finishDataset } from './finishDataset.ts';
import { ShardWriter } from './shardWriter.ts';
import type { KeptRow } from './simulateBatch.ts';

/** What copying rows into a new data set tells. */
export type CopyEvent =
  | { readonly kind: 'progress'; readonly rows: number; readonly total: number }
  /** `wasComplete`: the folder held this data set already. */
  | { readonly kind: 'finished'; readonly manifest: Manifest; readonly wasComplete: boolean };

/** A data set to be. */
interface Target {
  readonly folder: string;
  readonly plan: BuildPlan;
  /** Rows that it will have. */
  readonly total: number;
  readonly disk: Disk;
}

/**
 * Makes a data set of stored rows. One that was stopped begins anew.
 *
 * @param copy hands rows and faults to the writer, and yields the number of all rows now and then
 * @throws InputError when the folder holds another data set, or cannot be written.
 */
export async function* copyInto(
  { folder, plan, total, disk }: Target,
  copy: (writer: ShardWriter) => AsyncIterable<number>,
): AsyncGenerator<CopyEvent, void, void> {
  const found = await openBuildFolder(folder, plan, false);
  if (found.kind === 'complete') {
    yield { kind: 'finished', manifest: found.manifest, wasComplete: true };
    return;
  }
  const writer = new ShardWriter(folder, found.state, disk);
  await writer.saveState();
  for await (const rows of copy(writer)) yield { kind: 'progress', rows, total };
  await writer.writeShard(0, 0);
  const manifest = await finishDataset(folder, writer.state, disk);
  yield { kind: 'finished', manifest, wasComplete: false };
}

/** Writes rows to shards; yields the number of all rows after each. */
export async function* writeRows(
  rows: AsyncIterable<KeptRow>,
  writer: ShardWriter,
): AsyncGenerator<number> {
  for await (const row of rows) {
    writer.add(row);
    if (!writer.isFull) continue;
    await writer.writeShard(0, 0);
    yield writer.counts.kept;
  }
}
