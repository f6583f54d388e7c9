import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { bytesPerValue, type Dataset, type Manifest } from '../dataset/index.ts';
import { readManifest, readMetadata } from './datasetFiles.ts';
import { sha256OfFile } from './hash.ts';
import { InputError } from './inputError.ts';
import { loadPatterns, type OpenShard, openShard, shardPatterns } from './shardPatterns.ts';
import { damaged } from './storedRows.ts';

export interface OpenOptions {
  /** Compare every file with its checksum first. @default false */
  readonly verify?: boolean;
  /** Bytes of patterns to hold in memory at most; a larger set is read from disk. @default 1 GiB */
  readonly memoryLimit?: number;
}

/** A data set on disk. */
export interface OpenDataset extends Dataset {
  readonly folder: string;
  /** Releases its files; patterns held in memory stay readable. */
  close(): void;
}

/**
 * Opens a data set.
 *
 * @throws InputError when it is missing, unfinished or damaged.
 */
export async function openDataset(
  folder: string,
  { verify = false, memoryLimit = 2 ** 30 }: OpenOptions = {},
): Promise<OpenDataset> {
  const manifest = await readManifest(folder);
  if (verify) await verifyChecksums(folder, manifest);
  const spaceGroups = await readSpaceGroups(folder, manifest);
  const { instrument, dtype } = manifest.createdWith;
  const length = instrument.grid.count;
  const bytes = manifest.counts.kept * length * bytesPerValue(dtype);
  const shards = openShards(folder, manifest);
  const close = () => closeShards(shards);
  if (bytes > memoryLimit) {
    const patterns = shardPatterns([...shards], length, dtype);
    return { folder, manifest, spaceGroups, patterns, close };
  }
  try {
    const patterns = loadPatterns(shards, length, dtype);
    return { folder, manifest, spaceGroups, patterns, close };
  } finally {
    close();
  }
}

/**
 * Compares every file of a data set with its checksum.
 *
 * @throws InputError naming the first file that differs.
 */
async function verifyChecksums(folder: string, manifest: Manifest): Promise<void> {
  const { shards, metadata, structures, faults } = manifest;
  for (const { file, sha256 } of [
    ...shards,
    metadata,
    ...(structures ? [structures] : []),
    faults,
  ]) {
    const path = join(folder, file);
    if ((await sha256OfFile(path)) !== sha256) throw damaged(path);
  }
}

async function readSpaceGroups(folder: string, manifest: Manifest): Promise<Uint8Array> {
  const spaceGroups = new Uint8Array(manifest.counts.kept);
  let row = 0;
  for await (const { spaceGroup } of readMetadata(folder)) spaceGroups[row++] = spaceGroup;
  if (row === spaceGroups.length) return spaceGroups;
  throw new InputError(
    `${join(folder, manifest.metadata.file)}: has ${row} lines for ${spaceGroups.length} patterns; ` +
      'the data set is damaged',
  );
}

function openShards(folder: string, manifest: Manifest): OpenShard[] {
  const { instrument, dtype } = manifest.createdWith;
  const shards: OpenShard[] = [];
  try {
    for (const { file, rows } of manifest.shards) {
      shards.push(openShard(join(folder, file), rows, instrument.grid.count, dtype));
    }
    return shards;
  } catch (error) {
    closeShards(shards);
    throw error;
  }
}

/** Empties the list, so that no descriptor is closed twice. */
function closeShards(shards: OpenShard[]): void {
  for (const { descriptor } of shards.splice(0)) closeSync(descriptor);
}
