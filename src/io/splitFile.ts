import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { prototypeKey } from '../crystal/index.ts';
import {
  applySplit,
  formulaKey,
  type GroupedRows,
  type MadeSplit,
  type MakeSplitOptions,
  makeSplit,
  parseSplit,
  SPLIT_FORMAT_VERSION,
  type SplitKind,
  type SplitRecord,
  type SplitRows,
} from '../dataset/index.ts';
import { createRng } from '../random/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { MANIFEST_FILE, readManifest, readMetadata, readStructures } from './datasetFiles.ts';
import { sha256, sha256OfFile } from './hash.ts';
import { InputError, unreadable, unwritable } from './inputError.ts';
import { loadSymmetrySearch } from './symmetrySearch.ts';
import { packageCommit, packageVersion } from './version.ts';

export interface SplitOptions {
  readonly by: SplitKind;
  /** Share of the rows held out for the final test. */
  readonly testShare: number;
  /** Give every space group its share of test rows. */
  readonly stratified: boolean;
  /** Shares of the training rows whose labels are known. */
  readonly labelledShares: readonly number[];
  readonly seed: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A split in its file, and what is worth a remark. */
export interface WrittenSplit extends Pick<MadeSplit, 'warnings'> {
  readonly split: SplitRecord;
  /** Of the data set. */
  readonly rows: SplitRows;
}

/** A split as it divides one data set. */
export interface AppliedSplit extends SplitRows {
  readonly path: string;
  readonly by: SplitKind;
  /** Names the split, whatever file it is in. */
  readonly sha256: string;
  /** Checksum of the manifest of the data set it is applied to. */
  readonly datasetSha256: string;
}

/**
 * Divides a data set and writes the split.
 *
 * @throws InputError when the data set cannot be divided as asked, or the file cannot be written.
 */
export async function writeSplit(
  folder: string,
  path: string,
  { onProgress, ...options }: SplitOptions,
): Promise<WrittenSplit> {
  const manifest = await readManifest(folder);
  const { ids, spaceGroups, formulas } = await readRows(folder);
  const { by, seed, testShare, stratified } = options;
  const keys = await groupKeys(folder, by, { ids, formulas }, onProgress);
  const classes = manifest.classes['space-group'];
  const { warnings, ...parts } = divide(
    folder,
    { ids, keys, spaceGroups },
    { ...options, classes },
  );
  const labelledShares = parts.labelled.map(({ share }) => share);
  const content = {
    formatVersion: SPLIT_FORMAT_VERSION,
    packageVersion: packageVersion(),
    ...packageCommit(),
    madeWith: { by, testShare, stratified, labelledShares, seed },
    dataset: { manifestSha256: await sha256OfFile(join(folder, MANIFEST_FILE)), rows: ids.length },
    ...parts,
  } as const;
  const split: SplitRecord = { ...content, sha256: checksum(content) };
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  await writeFileAtomic(path, `${JSON.stringify(split, null, 1)}\n`);
  return { split, warnings, rows: applySplit(split, ids) };
}

function divide(
  folder: string,
  rows: GroupedRows,
  { seed, ...options }: MakeSplitOptions & Pick<SplitOptions, 'seed'>,
): MadeSplit {
  try {
    return makeSplit(rows, createRng(seed), options);
  } catch (error) {
    throw error instanceof RangeError ? new InputError(`${folder}: ${error.message}`) : error;
  }
}

/**
 * Reads a split and applies it to a data set, the one it was made of or another.
 *
 * @throws InputError when the file is damaged or changed, or no row of the data set is a test row or in
 * the group of one.
 */
export async function openSplit(
  path: string,
  folder: string,
  onProgress?: (done: number, total: number) => void,
): Promise<AppliedSplit> {
  const split = await readSplit(path);
  const { by } = split.madeWith;
  const datasetSha256 = await sha256OfFile(join(folder, MANIFEST_FILE));
  const isItsOwn = datasetSha256 === split.dataset.manifestSha256;
  const { ids, formulas } = await readRows(folder);
  const keys = isItsOwn ? undefined : await groupKeys(folder, by, { ids, formulas }, onProgress);
  const rows = applySplit(split, ids, keys);
  if (rows.test.length + rows.leftOut === 0) {
    throw new InputError(
      `${path}: no test structure of this split is in ${folder}, nor one of its groups; ` +
        'give a split of this data set or leave out --split',
    );
  }
  return { ...rows, path, by, sha256: split.sha256, datasetSha256 };
}

async function readSplit(path: string): Promise<SplitRecord> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const result = parseSplit(text);
  if (!result.ok) throw new InputError(`${path}: is no split: ${result.message}`);
  const { sha256: told, ...content } = result.split;
  if (checksum(content) === told) return result.split;
  throw new InputError(
    `${path}: does not match its own checksum: it was changed or damaged; make the split anew`,
  );
}

/** Zod keeps the order of the schema, so that the checksum does not depend on that of the file. */
const checksum = (content: Omit<SplitRecord, 'sha256'>): string => sha256(JSON.stringify(content));

interface Names {
  readonly ids: readonly string[];
  readonly formulas: readonly string[];
}

async function readRows(folder: string): Promise<Names & { readonly spaceGroups: Uint8Array }> {
  const ids: string[] = [];
  const formulas: string[] = [];
  const spaceGroups: number[] = [];
  for await (const { id, formula, spaceGroup } of readMetadata(folder)) {
    ids.push(id);
    formulas.push(formula);
    spaceGroups.push(spaceGroup);
  }
  return { ids, formulas, spaceGroups: Uint8Array.from(spaceGroups) };
}

async function groupKeys(
  folder: string,
  by: SplitKind,
  { ids, formulas }: Names,
  onProgress?: (done: number, total: number) => void,
): Promise<readonly string[]> {
  switch (by) {
    case 'random':
      return ids;
    case 'formula':
      return formulas.map(formulaKey);
    case 'prototype': {
      await loadSymmetrySearch();
      const keys: string[] = [];
      for await (const crystal of readStructures(folder)) {
        keys.push(prototypeKey(crystal));
        onProgress?.(keys.length, ids.length);
      }
      return keys;
    }
  }
}
