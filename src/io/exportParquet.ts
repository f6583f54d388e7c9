import { existsSync } from 'node:fs';
import { type ColumnSource, fileWriter, ParquetWriter } from 'hyparquet-writer';
import { bravaisOfSpaceGroup } from '../crystal/index.ts';
import { decodeFloat16, type Manifest } from '../dataset/index.ts';
import { makeAtomic } from './atomic.ts';
import { readManifest } from './datasetFiles.ts';
import type { ExportOptions } from './exportNpy.ts';
import { InputError } from './inputError.ts';
import { inGroups, type StoredPattern, storedPatterns } from './storedRows.ts';

/** Rows held as lists of JavaScript numbers at a time: some 40 MB. */
const GROUP_ROWS = 500;

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' } as const;
const integer = { type: 'INT32', repetition_type: 'REQUIRED' } as const;

const SCHEMA: ConstructorParameters<typeof ParquetWriter>[0]['schema'] = [
  { name: 'root', num_children: 8 },
  { name: 'id', ...text },
  { name: 'formula', ...text },
  { name: 'space_group', ...integer },
  { name: 'bravais', ...text },
  { name: 'volume', type: 'DOUBLE', repetition_type: 'REQUIRED' },
  { name: 'source', ...text },
  { name: 'reflections', ...integer },
  { name: 'pattern', repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
];

/**
 * Writes a data set as one Parquet file for pandas and polars: what is known of each row in columns, the
 * pattern as a list of float32. The manifest, with the 2θ grid, is in the file's metadata under `mauguin`.
 * Memory does not grow with the set.
 *
 * @throws InputError when a file is damaged, or there is something of the name of the file already.
 */
export async function exportParquet(
  folder: string,
  out: string,
  { onProgress }: ExportOptions = {},
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (existsSync(out)) throw new InputError(`${out}: exists; choose another name`);
  await makeAtomic(out, async (temporary) => {
    const writer = new ParquetWriter({
      writer: fileWriter(temporary),
      schema: SCHEMA,
      createdBy: `mauguin ${manifest.packageVersion}`,
      kvMetadata: [{ key: 'mauguin', value: JSON.stringify(manifest) }],
    });
    let done = 0;
    for await (const rows of inGroups(storedPatterns(folder, manifest), GROUP_ROWS)) {
      await writer.write({ columnData: columnsOf(rows), rowGroupSize: GROUP_ROWS });
      done += rows.length;
      onProgress?.(done, manifest.counts.kept);
    }
    await writer.finish();
  });
  return manifest;
}

function columnsOf(rows: readonly StoredPattern[]): ColumnSource[] {
  const column = (name: string, valueIn: (row: StoredPattern) => unknown): ColumnSource => ({
    name,
    data: rows.map(valueIn),
  });
  return [
    column('id', ({ metadata }) => metadata.id),
    column('formula', ({ metadata }) => metadata.formula),
    column('space_group', ({ metadata }) => metadata.spaceGroup),
    column('bravais', ({ metadata }) => bravaisOfSpaceGroup(metadata.spaceGroup)),
    column('volume', ({ metadata }) => metadata.volume),
    column('source', ({ metadata }) => metadata.source),
    column('reflections', ({ metadata }) => metadata.reflectionCount),
    {
      ...column('pattern', ({ values }) =>
        Array.from(values instanceof Uint16Array ? decodeFloat16(values) : values),
      ),
      // Bytes of like weight side by side: with Snappy 4.8 kB a pattern of 3041 points, else 8.4 kB.
      encoding: 'BYTE_STREAM_SPLIT',
      statistics: false,
    },
  ];
}
