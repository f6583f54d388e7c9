import { mkdir, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type BuildPlan,
  buildPlan,
  countsRecord,
  type Manifest,
  shardRecord,
} from '../dataset/index.ts';
import { refuseOtherPlan } from './buildPlan.ts';
import {
  FAULTS_FILE,
  MANIFEST_FILE,
  METADATA_FILE,
  readManifest,
  STATE_FILE,
  STRUCTURES_FILE,
} from './datasetFiles.ts';
import { InputError, unreadable, unwritable } from './inputError.ts';

const size = z.int().nonnegative();

const buildState = z.object({
  plan: buildPlan,
  counts: countsRecord,
  shards: z.array(shardRecord),
  /** The inputs are used up to here: so many texts, and so many structures of the next one. */
  texts: size,
  results: size,
  /** Lengths of the line files at that point; what follows there is of no worth. */
  metadataBytes: size,
  structuresBytes: size,
  faultsBytes: size,
});

/** How far a build is: rewritten after each shard. */
export type BuildState = Readonly<z.infer<typeof buildState>>;

/** What a folder holds for a build: nothing or a beginning, or all of it. */
export type BuildFolder =
  | { readonly kind: 'open'; readonly state: BuildState }
  | { readonly kind: 'complete'; readonly manifest: Manifest };

/**
 * Prepares a folder for a build, or for the rest of one.
 *
 * @param goOn whether a beginning is kept, rather than thrown away
 * @throws InputError when it holds something else, or a data set of other options or inputs.
 */
export async function openBuildFolder(
  folder: string,
  plan: BuildPlan,
  goOn = true,
): Promise<BuildFolder> {
  const names = await makeFolder(folder);
  if (names.includes(MANIFEST_FILE)) {
    const manifest = await readManifest(folder);
    refuseOtherPlan(folder, manifest, plan);
    await rm(join(folder, STATE_FILE), { force: true });
    return { kind: 'complete', manifest };
  }
  if (names.includes(STATE_FILE)) {
    const found = await readState(join(folder, STATE_FILE));
    refuseOtherPlan(folder, found.plan, plan);
    const state = goOn ? found : emptyState(plan);
    await restore(folder, names, state);
    return { kind: 'open', state };
  }
  // A kill within the very first write leaves a temporary file and nothing else.
  if (names.some((name) => !name.startsWith(`${STATE_FILE}.`))) {
    throw new InputError(`${folder}: is not empty and holds no data set; choose another folder`);
  }
  return { kind: 'open', state: emptyState(plan) };
}

async function makeFolder(folder: string): Promise<readonly string[]> {
  try {
    await mkdir(folder, { recursive: true });
    return await readdir(folder);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

const emptyState = (plan: BuildPlan): BuildState => ({
  plan,
  counts: { read: 0, kept: 0, warned: 0, withoutDisplacement: 0, faults: {} },
  shards: [],
  texts: plan.part?.firstText ?? 0,
  results: 0,
  metadataBytes: 0,
  structuresBytes: 0,
  faultsBytes: 0,
});

async function readState(path: string): Promise<BuildState> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    return buildState.parse(JSON.parse(text));
  } catch (error) {
    throw new InputError(`${path}: is damaged; delete the folder to start anew`, { cause: error });
  }
}

/** Brings the folder back to the state: later shards go, longer line files are cut. */
async function restore(folder: string, names: readonly string[], state: BuildState) {
  const known = new Set(state.shards.map((shard) => shard.file));
  const lost = [...known].find((file) => !names.includes(file));
  if (lost !== undefined) {
    throw new InputError(`${join(folder, lost)}: is missing; delete the folder to start anew`);
  }
  const strays = names.filter((name) => /\.(npy|tmp)$/.test(name) && !known.has(name));
  for (const name of strays) await rm(join(folder, name), { force: true });
  await cutTo(join(folder, METADATA_FILE), state.metadataBytes);
  await cutTo(join(folder, STRUCTURES_FILE), state.structuresBytes);
  await cutTo(join(folder, FAULTS_FILE), state.faultsBytes);
}

async function cutTo(path: string, bytes: number): Promise<void> {
  const found = await stat(path).then(
    (info) => info.size,
    () => 0,
  );
  if (found < bytes) {
    throw new InputError(`${path}: lines are missing; delete the folder to start anew`);
  }
  if (found > bytes) await truncate(path, bytes);
}
