import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { bravaisOfSpaceGroup } from '../crystal/index.ts';
import { encodeNpyHeader, type Manifest, type RowMetadata } from '../dataset/index.ts';
import { makeAtomic, writeFileAtomic } from './atomic.ts';
import { readManifest } from './datasetFiles.ts';
import { InputError } from './inputError.ts';
import type { StoredValues } from './simulateBatch.ts';
import { inGroups, storedPatterns } from './storedRows.ts';

export interface ExportOptions {
  readonly onProgress?: (rows: number, total: number) => void;
}

/**
 * Writes a data set as a folder for NumPy: `patterns.npy` (rows × points, as stored), `two-theta.npy` (°),
 * `space-groups.npy` and `rows.csv` with what is known of each row. Memory does not grow with the set.
 *
 * @throws InputError when a file is damaged, or there is something of the name of the folder already.
 */
export async function exportNpy(
  folder: string,
  out: string,
  { onProgress }: ExportOptions = {},
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (existsSync(out)) throw new InputError(`${out}: exists; choose another folder`);
  await makeAtomic(out, async (temporary) => {
    await mkdir(temporary, { recursive: true });
    const spaceGroups = await writePatterns(folder, manifest, temporary, onProgress);
    const write = (name: string, parts: readonly Uint8Array[]) =>
      writeFileAtomic(join(temporary, name), Buffer.concat(parts));
    const { start, step, count } = manifest.createdWith.instrument.grid;
    const angles = Float64Array.from({ length: count }, (_, i) => start + i * step);
    await write('space-groups.npy', [encodeNpyHeader('uint8', [spaceGroups.length]), spaceGroups]);
    await write('two-theta.npy', [
      encodeNpyHeader('float64', [count]),
      new Uint8Array(angles.buffer),
    ]);
  });
  return manifest;
}

/** Rows that are written at once. */
const ROWS_AT_ONCE = 512;

async function writePatterns(
  folder: string,
  manifest: Manifest,
  target: string,
  onProgress: ExportOptions['onProgress'],
): Promise<Uint8Array> {
  const { instrument, dtype } = manifest.createdWith;
  const { kept } = manifest.counts;
  const spaceGroups = new Uint8Array(kept);
  const patterns = await open(join(target, 'patterns.npy'), 'w');
  const csv = await open(join(target, 'rows.csv'), 'w');
  try {
    await patterns.appendFile(encodeNpyHeader(dtype, [kept, instrument.grid.count]));
    await csv.appendFile(`${COLUMNS.join()}\n`);
    let done = 0;
    for await (const rows of inGroups(storedPatterns(folder, manifest), ROWS_AT_ONCE)) {
      await patterns.appendFile(Buffer.concat(rows.map(({ values }) => bytesOf(values))));
      await csv.appendFile(rows.map(({ metadata }) => csvLine(metadata)).join(''));
      for (const { metadata } of rows) spaceGroups[done++] = metadata.spaceGroup;
      onProgress?.(done, kept);
    }
    await patterns.sync();
    await csv.sync();
  } finally {
    await patterns.close();
    await csv.close();
  }
  return spaceGroups;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: StoredValues): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const COLUMNS = ['id', 'formula', 'space_group', 'bravais', 'volume', 'source', 'reflections'];

function csvLine({
  id,
  formula,
  spaceGroup,
  volume,
  source,
  reflectionCount,
}: RowMetadata): string {
  const bravais = bravaisOfSpaceGroup(spaceGroup);
  return `${[quoted(id), quoted(formula), spaceGroup, bravais, volume, quoted(source), reflectionCount].join()}\n`;
}

/** RFC 4180. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
