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
 * The record of the structures that a data set keeps.
 *
 * @throws InputError when the set was built before structures were kept.
 */
export function keptStructures(
  folder: string,
  { structures }: Manifest,
): NonNullable<Manifest['structures']> {
  if (structures !== undefined) return structures;
  throw new InputError(
    `${folder}: keeps no structures (it was built by an earlier version); build it anew`,
  );
}

/** The error of a structure that cannot be read; `line` counts from 1. */
export const damagedStructure = (path: string, line: number, reason: string): InputError =>
  new InputError(`${path}: line ${line} is damaged: ${reason}; build the data set anew`);

/**
 * The structures of a data set, row by row; anisotropic displacements are kept as their equivalent U.
 *
 * @throws InputError when the set was built before structures were kept, or the file is damaged.
 */
export async function* readStructures(folder: string): AsyncGenerator<Crystal> {
  const path = join(folder, keptStructures(folder, await readManifest(folder)).file);
  for await (const { text, number } of readLines(path)) {
    const result = parseStructureLine(text);
    if (!result.ok) throw damagedStructure(path, number, result.fault.message);
    yield result.crystal;
  }
}
