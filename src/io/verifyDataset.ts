import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { floatOfFloat16, type Manifest, type ShardRecord } from '../dataset/index.ts';
import { readManifest } from './datasetFiles.ts';
import { sha256OfFile } from './hash.ts';
import { InputError, unreadable } from './inputError.ts';
import type { StoredValues } from './simulateBatch.ts';
import { damaged, readWholeShard } from './storedRows.ts';
import { readLines } from './textFiles.ts';

/**
 * Holds a data set to its manifest, file after file: checksums and sizes, numbers of rows and lines, ids and
 * space groups of metadata and structures, and of every pattern that it is finite, nowhere below 0 and at
 * most 1 somewhere.
 *
 * @returns the manifest
 * @throws InputError naming the first file that is not as told, and the row or line.
 */
export async function verifyDataset(
  folder: string,
  onProgress?: (rows: number, total: number) => void,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const { counts, shards, metadata, structures, faults } = manifest;
  const rows = shards.reduce((sum, shard) => sum + shard.rows, 0);
  if (rows !== counts.kept) {
    throw new InputError(
      `${folder}: its manifest counts ${counts.kept} patterns, in shards ${rows}`,
    );
  }
  let done = 0;
  for (const shard of shards) {
    await verifyShard(join(folder, shard.file), shard, manifest);
    done += shard.rows;
    onProgress?.(done, rows);
  }
  for (const record of [metadata, faults, ...(structures ? [structures] : [])]) {
    await verifyText(folder, record);
  }
  await verifyRows(folder, manifest);
  const left = await countLines(folder, faults);
  const told = counts.read - counts.kept;
  if (left !== told) {
    throw new InputError(`${join(folder, faults.file)}: has ${left} lines for ${told} faults`);
  }
  return manifest;
}

async function verifyShard(path: string, { rows, sha256 }: ShardRecord, manifest: Manifest) {
  const { instrument, dtype } = manifest.createdWith;
  const length = instrument.grid.count;
  const values = await readWholeShard(path, sha256);
  if (values.length !== rows * length || values instanceof Uint16Array !== (dtype === 'float16')) {
    throw new InputError(
      `${path}: is not the ${dtype} array of ${rows} × ${length} of the manifest`,
    );
  }
  for (let row = 0; row < rows; row++) {
    const fault = faultOfPattern(values.subarray(row * length, (row + 1) * length));
    if (fault !== undefined) throw new InputError(`${path}: row ${row} ${fault}`);
  }
}

/** Bits of non-negative float16 numbers rise with them; from those of NaN on come the negative ones. */
function faultOfPattern(values: StoredValues): string | undefined {
  let largest = 0;
  for (const value of values) {
    if (!(value >= 0)) return value < 0 ? 'has a negative value' : 'has a value that is no number';
    if (value > largest) largest = value;
  }
  const isHalf = values instanceof Uint16Array;
  if (isHalf && largest > 0x7c00) return 'has a value that is negative or no number';
  const maximum = isHalf ? floatOfFloat16(largest) : largest;
  return maximum === 1 ? undefined : `has a maximum of ${maximum}, not 1`;
}

interface TextRecord {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

async function verifyText(folder: string, { file, bytes, sha256 }: TextRecord): Promise<void> {
  const path = join(folder, file);
  const { size } = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (size !== bytes || (await sha256OfFile(path)) !== sha256) throw damaged(path);
}

async function countLines(folder: string, { file, bytes }: TextRecord): Promise<number> {
  let count = 0;
  if (bytes > 0) for await (const _ of readLines(join(folder, file))) count++;
  return count;
}

/** One line of metadata a row, and the structure of the same id and space group. */
async function verifyRows(folder: string, { metadata, structures, counts }: Manifest) {
  if (counts.kept === 0) return;
  const path = join(folder, metadata.file);
  const structurePath = structures && join(folder, structures.file);
  const structureLines = structurePath ? readLines(structurePath) : undefined;
  let rows = 0;
  for await (const { text, number } of readLines(path)) {
    const row = fieldsOf(path, text, number);
    rows++;
    if (!structureLines || !structurePath) continue;
    const line = await structureLines.next();
    if (line.done) throw new InputError(`${structurePath}: has fewer lines than ${metadata.file}`);
    const structure = fieldsOf(structurePath, line.value.text, number);
    if (structure.id !== row.id || structure.spaceGroup !== row.spaceGroup) {
      throw new InputError(
        `${structurePath}: line ${number} is of ${structure.id}, not of ${row.id}`,
      );
    }
  }
  if (rows !== counts.kept) {
    throw new InputError(`${path}: has ${rows} lines for ${counts.kept} patterns`);
  }
  if (structureLines && !(await structureLines.next()).done) {
    throw new InputError(`${structurePath}: has more lines than ${metadata.file}`);
  }
}

function fieldsOf(path: string, text: string, number: number) {
  try {
    const { id, spaceGroup } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const isGroup =
      Number.isInteger(spaceGroup) && Number(spaceGroup) >= 1 && Number(spaceGroup) <= 230;
    if (typeof id === 'string' && isGroup) return { id, spaceGroup };
  } catch {
    // Told below, like a line without its fields.
  }
  throw new InputError(`${path}: line ${number} has no id and space group`);
}
