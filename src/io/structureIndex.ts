import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '../dataset/index.ts';
import { keptStructures } from './datasetFiles.ts';
import { InputError, unreadable } from './inputError.ts';

/** Where the structure of each row lies. */
export interface StructureIndex {
  readonly path: string;
  /** Bytes before the line of each row, and the length of the file; shared between threads. */
  readonly offsets: Float64Array;
}

const CHUNK = 1 << 20;
const LINE_FEED = 10;

/**
 * Finds the structures of a data set.
 *
 * @throws InputError when it keeps none, or the file is not what the manifest tells of.
 */
export async function indexStructures(folder: string, manifest: Manifest): Promise<StructureIndex> {
  const { counts } = manifest;
  const structures = keptStructures(folder, manifest);
  const path = join(folder, structures.file);
  const offsets = new Float64Array(
    new SharedArrayBuffer((counts.kept + 1) * Float64Array.BYTES_PER_ELEMENT),
  );
  let row = 0;
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(await open(path))) {
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) {
        row++;
        if (row <= counts.kept) offsets[row] = bytes + at + 1;
      }
      bytes += chunk.length;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  if (row !== counts.kept || bytes !== structures.bytes) {
    throw new InputError(
      `${path}: has ${row} lines and ${bytes} bytes, not ${counts.kept} and ${structures.bytes} as ` +
        'the manifest tells; copy the data set again or build it anew',
    );
  }
  return { path, offsets };
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(CHUNK);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
