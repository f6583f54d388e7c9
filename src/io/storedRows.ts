import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeNpy, type Manifest, type RowMetadata } from '../dataset/index.ts';
import { METADATA_FILE, STRUCTURES_FILE } from './datasetFiles.ts';
import { sha256, sha256OfFile } from './hash.ts';
import { InputError, unreadable } from './inputError.ts';
import type { KeptRow, StoredValues } from './simulateBatch.ts';
import { readLines } from './textFiles.ts';

/**
 * The rows of a data set as they were stored, one after the other; one shard is in memory at a time.
 * Every file is held to its checksum.
 *
 * @throws InputError when a file is missing, differs from its checksum, or the set keeps no structures.
 */
export async function* storedRows(folder: string, manifest: Manifest): AsyncGenerator<KeptRow> {
  const { metadata, structures } = manifest;
  if (structures === undefined) {
    throw new InputError(
      `${folder}: keeps no structures (it was built by an earlier version); build it anew`,
    );
  }
  for (const { file, sha256: wanted } of [metadata, structures]) {
    const path = join(folder, file);
    if ((await sha256OfFile(path)) !== wanted) throw damaged(path);
  }
  const metadataLines = readLines(join(folder, METADATA_FILE));
  const structureLines = readLines(join(folder, STRUCTURES_FILE));
  for await (const values of shardRows(folder, manifest)) {
    const [row, structure] = [await metadataLines.next(), await structureLines.next()];
    if (row.done || structure.done) {
      const file = row.done ? METADATA_FILE : STRUCTURES_FILE;
      throw new InputError(`${join(folder, file)}: has fewer lines than there are patterns`);
    }
    const parsed = JSON.parse(row.value.text) as RowMetadata;
    yield { kind: 'kept', metadata: parsed, structure: structure.value.text, values };
  }
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
