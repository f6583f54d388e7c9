import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  bravaisClasses,
  MANIFEST_FORMAT_VERSION,
  type Manifest,
  spaceGroupClasses,
} from '../dataset/index.ts';
import type { BuildState } from './buildState.ts';
import {
  FAULTS_FILE,
  MANIFEST_FILE,
  METADATA_FILE,
  readMetadata,
  STATE_FILE,
  STRUCTURES_FILE,
} from './datasetFiles.ts';
import type { Disk } from './disk.ts';
import { sha256OfFile } from './hash.ts';
import { InputError } from './inputError.ts';

/**
 * Writes the manifest of a build whose shards are all there, and drops its state.
 *
 * @throws InputError when no structure gave a pattern; one part of a set may have none.
 */
export async function finishDataset(
  folder: string,
  state: BuildState,
  disk: Disk,
): Promise<Manifest> {
  const { plan, counts, shards, metadataBytes, structuresBytes, faultsBytes } = state;
  if (counts.kept === 0 && !plan.part) {
    const faults = join(folder, FAULTS_FILE);
    throw new InputError(
      `${faults}: none of ${counts.read} structures gave a pattern; see why here`,
    );
  }
  const { spaceGroups, duplicateIds } = await surveyRows(folder);
  const record = async (file: string, bytes: number) => ({
    file,
    bytes,
    sha256: await sha256OfFile(join(folder, file)),
  });
  const manifest: Manifest = {
    formatVersion: MANIFEST_FORMAT_VERSION,
    ...plan,
    counts: { ...counts, duplicateIds },
    shards,
    metadata: await record(METADATA_FILE, metadataBytes),
    structures: await record(STRUCTURES_FILE, structuresBytes),
    faults: await record(FAULTS_FILE, faultsBytes),
    classes: {
      'bravais-lattice': [...bravaisClasses().classes],
      'space-group': [...spaceGroupClasses(spaceGroups).classes],
    },
  };
  await disk.write(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  await rm(join(folder, STATE_FILE), { force: true });
  return manifest;
}

async function surveyRows(folder: string) {
  const ids = new Set<string>();
  const spaceGroups: number[] = [];
  for await (const { id, spaceGroup } of readMetadata(folder)) {
    ids.add(id);
    spaceGroups.push(spaceGroup);
  }
  return { spaceGroups, duplicateIds: spaceGroups.length - ids.size };
}
