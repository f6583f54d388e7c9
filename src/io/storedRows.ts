import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeNpy, type Manifest, type RowMetadata } from '../dataset/index.ts';
import { keptStructures } from './datasetFiles.ts';
import { sha256, sha256OfFile } from './hash.ts';
import { InputError, unreadable } from './inputError.ts';
import type { KeptRow, StoredValues } from './simulateBatch.ts';
import { type Line, readLines } from './textFiles.ts';

/** A pattern as stored, and what is kept beside it. */
export type StoredPattern = Pick<KeptRow, 'metadata' | 'values'>;

/**
 * The rows of a data set as they were stored, one after the other; one shard is in memory at a time.
 * Every file is held to its checksum.
 *
 * @throws InputError when a file is missing, differs from its checksum, or the set keeps no structures.
 */
export async function* storedRows(folder: string, manifest: Manifest): AsyncGenerator<KeptRow> {
  const structures = keptStructures(folder, manifest);
  const lines = await checkedLines(folder, structures);
  for await (const row of storedPatterns(folder, manifest)) {
    yield { kind: 'kept', ...row, structure: await nextLine(lines, folder, structures) };
  }
}

/** The same without structures, which older sets do not keep. */
export async function* storedPatterns(
  folder: string,
  manifest: Manifest,
): AsyncGenerator<StoredPattern> {
  const lines = await checkedLines(folder, manifest.metadata);
  for await (const values of shardRows(folder, manifest)) {
    const text = await nextLine(lines, folder, manifest.metadata);
    yield { metadata: JSON.parse(text) as RowMetadata, values };
  }
}

type LineRecord = Manifest['metadata'];

/**
 * The lines of a file that is held to its checksum.
 *
 * @throws InputError when it is missing or damaged.
 */
export async function checkedLines(folder: string, { file, sha256: wanted }: LineRecord) {
  const path = join(folder, file);
  if ((await sha256OfFile(path)) !== wanted) throw damaged(path);
  return readLines(path);
}

async function nextLine(
  lines: AsyncGenerator<Line>,
  folder: string,
  { file }: LineRecord,
): Promise<string> {
  const line = await lines.next();
  if (!line.done) return line.value.text;
  throw new InputError(`${join(folder, file)}: has fewer lines than there are patterns`);
}

/** Rows, so many at a time. */
export async function* inGroups<Row>(
  rows: AsyncIterable<Row>,
  size: number,
): AsyncGenerator<readonly Row[]> {
  let group: Row[] = [];
  for await (const row of rows) {
    group.push(row);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

async function* shardRows(folder: string, manifest: Manifest): AsyncGenerator<StoredValues> {
  const { grid } = manifest.createdWith.instrument;
  for (const shard of manifest.shards) {
    const path = join(folder, shard.file);
    const values = await readWholeShard(path, shard.sha256);
    if (values.length !== shard.rows * grid.count) throw damaged(path);
    for (let row = 0; row < shard.rows; row++) {
      yield values.subarray(row * grid.count, (row + 1) * grid.count);
    }
  }
}

/**
 * All values of a shard, held to its checksum.
 *
 * @throws InputError when it is missing or damaged.
 */
export async function readWholeShard(path: string, wanted: string): Promise<StoredValues> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (sha256(bytes) !== wanted) throw damaged(path);
  const result = decodeNpy(bytes);
  if (!result.ok) throw new InputError(`${path}: ${result.message}`);
  return result.data.dtype === 'float16' ? result.data.bits : result.data.values;
}

/** The error of a file that is not what the manifest tells of. */
export const damaged = (path: string): InputError =>
  new InputError(
    `${path}: does not match its checksum in the manifest: the file is damaged; ` +
      'copy the data set again or build it anew',
  );
