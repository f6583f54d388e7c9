import { join, resolve } from 'node:path';
import type { BuildPlan } from '../dataset/index.ts';
import { createRng } from '../random/index.ts';
import { type CopyEvent, copyInto, writeRows } from './copyRows.ts';
import { MANIFEST_FILE, readManifest } from './datasetFiles.ts';
import { type Disk, localDisk } from './disk.ts';
import { sha256OfFile } from './hash.ts';
import { InputError } from './inputError.ts';
import type { KeptRow } from './simulateBatch.ts';
import { storedRows } from './storedRows.ts';

export interface SampleOptions {
  /** Rows to draw. */
  readonly count: number;
  readonly seed: number;
}

/**
 * Draws rows of a data set at random, each at most once, into a data set of their own, in their order. Of
 * one seed a smaller sample is part of every larger one.
 *
 * @throws InputError when there are not so many rows, or a file is damaged.
 */
export async function* sampleDataset(
  folder: string,
  out: string,
  { count, seed }: SampleOptions,
  disk: Disk = localDisk,
): AsyncGenerator<CopyEvent, void, void> {
  const manifest = await readManifest(folder);
  const rows = manifest.counts.kept;
  if (!(Number.isInteger(count) && count >= 1 && count <= rows)) {
    throw new InputError(`${folder}: has ${rows} patterns, of which ${count} cannot be drawn`);
  }
  const manifestSha256 = await sha256OfFile(join(folder, MANIFEST_FILE));
  const { packageVersion, commit, createdWith, inputs, sampledFrom = [] } = manifest;
  const plan: BuildPlan = {
    packageVersion,
    ...(commit && { commit }),
    createdWith,
    inputs,
    sampledFrom: [...sampledFrom, { manifestSha256, rows, seed }],
  };
  const isDrawn = new Uint8Array(rows);
  for (const row of createRng(seed).fork('sample').permutation(rows).subarray(0, count)) {
    isDrawn[row] = 1;
  }
  yield* copyInto({ folder: resolve(out), plan, total: count, disk }, (writer) =>
    writeRows(drawn(storedRows(folder, manifest), isDrawn), writer),
  );
}

async function* drawn(rows: AsyncIterable<KeptRow>, isDrawn: Uint8Array): AsyncGenerator<KeptRow> {
  let row = 0;
  for await (const entry of rows) if (isDrawn[row++]) yield entry;
}
