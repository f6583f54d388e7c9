import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Crystal, parseStructureLine } from '../crystal/index.ts';
import { type Manifest, parseManifest, type RowMetadata } from '../dataset/index.ts';
import { InputError, unreadable } from './inputError.ts';
import { readLines } from './textFiles.ts';

/** Written last: where it is, the data set is whole. */
export const MANIFEST_FILE = 'manifest.json';
/** One line a row. */
export const METADATA_FILE = 'metadata.jsonl';
/** The structure of each row, one line a row. */
export const STRUCTURES_FILE = 'structures.jsonl';
/** One line for every structure left out. */
export const FAULTS_FILE = 'faults.jsonl';
/** How far an unfinished build is; gone when the manifest is there. */
export const STATE_FILE = 'build.json';

export const shardFile = (index: number): string =>
  `patterns-${String(index).padStart(5, '0')}.npy`;

/**
 * Reads the manifest of a data set.
 *
 * @throws InputError when the folder holds no whole data set, or one of another format version.
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST_FILE);
  if (!existsSync(path)) {
    throw new InputError(
      existsSync(join(folder, STATE_FILE))
        ? `${folder}: the data set is unfinished; run the command that began it once more`
        : `${folder}: holds no data set (there is no ${MANIFEST_FILE})`,
    );
  }
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const result = parseManifest(text);
  if (!result.ok) throw new InputError(`${path}: ${result.message}`);
  return result.manifest;
}

/**
 * The metadata of a data set, row by row.
 *
 * @throws InputError when the file is damaged.
 */
export async function* readMetadata(folder: string): AsyncGenerator<RowMetadata> {
  const path = join(folder, METADATA_FILE);
  for await (const { text, number } of readLines(path)) {
    try {
      yield JSON.parse(text) as RowMetadata;
    } catch (error) {
      throw new InputError(`${path}: line ${number} is damaged; build the data set anew`, {
        cause: error,
      });
    }
  }
}

/**
 * The structures of a data set, row by row; anisotropic displacements are kept as their equivalent U.
 *
 * @throws InputError when the set was built before structures were kept, or the file is damaged.
 */
export async function* readStructures(folder: string): AsyncGenerator<Crystal> {
  if ((await readManifest(folder)).structures === undefined) {
    throw new InputError(
      `${folder}: keeps no structures (it was built by an earlier version); build it anew`,
    );
  }
  const path = join(folder, STRUCTURES_FILE);
  for await (const { text, number } of readLines(path)) {
    const result = parseStructureLine(text);
    if (result.ok) yield result.crystal;
    else {
      throw new InputError(
        `${path}: line ${number} is damaged: ${result.fault.message}; build the data set anew`,
      );
    }
  }
}
