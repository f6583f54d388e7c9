import { resolve } from 'node:path';
import type { BuildPlan, Manifest } from '../dataset/index.ts';
import { planDifferences } from './buildPlan.ts';
import { type CopyEvent, copyInto, writeRows } from './copyRows.ts';
import { readManifest } from './datasetFiles.ts';
import { type Disk, localDisk } from './disk.ts';
import { InputError } from './inputError.ts';
import type { ShardWriter } from './shardWriter.ts';
import type { BuildFault } from './simulateBatch.ts';
import { checkedLines, storedRows } from './storedRows.ts';

/** A data set to copy from. */
interface Source {
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * Puts data sets together: the parts that builds with `shard` left, in any order, or whole sets of other
 * inputs, in the order given. Either way the result has the bytes that one build of all inputs would have.
 * Memory does not grow with the sets. A merge that was stopped begins anew.
 *
 * @throws InputError when parts are missing or given twice, when settings, version or inputs do not go
 * together, or a file is damaged.
 */
export async function* mergeDatasets(
  folders: readonly string[],
  out: string,
  disk: Disk = localDisk,
): AsyncGenerator<CopyEvent, void, void> {
  const sources: Source[] = [];
  for (const folder of folders) sources.push({ folder, manifest: await readManifest(folder) });
  const [first, ...others] = sources;
  if (!first) throw new RangeError('a merge needs at least one data set');
  const target = resolve(out);
  if (folders.some((folder) => resolve(folder) === target)) {
    throw new InputError(`${out}: is one of the data sets to merge; choose another folder`);
  }
  for (const other of others) refuseOthers(first, other);
  const ordered = first.manifest.part ? inOrder(sources) : disjoint(sources);
  const inputs = first.manifest.part
    ? first.manifest.inputs
    : ordered.flatMap(({ manifest }) => manifest.inputs);
  const { packageVersion, commit, createdWith } = first.manifest;
  const sampledFrom = ordered.flatMap(({ manifest }) => manifest.sampledFrom ?? []);
  const plan: BuildPlan = {
    packageVersion,
    ...(commit && { commit }),
    createdWith,
    inputs,
    ...(sampledFrom.length > 0 && { sampledFrom }),
  };
  const total = ordered.reduce((sum, { manifest }) => sum + manifest.counts.kept, 0);
  yield* copyInto({ folder: target, plan, total, disk }, (writer) => copySources(ordered, writer));
}

/** Refuses what no single build could have made together with the first set. */
function refuseOthers(first: Source, other: Source): void {
  const isPart = first.manifest.part !== undefined;
  if (isPart !== (other.manifest.part !== undefined)) {
    const [one, whole] = isPart ? [first, other] : [other, first];
    throw new InputError(
      `${one.folder} is part of a data set, ${whole.folder} is whole; merge the parts first`,
    );
  }
  const settingsOf = ({ packageVersion, commit, createdWith, inputs }: Manifest): BuildPlan => ({
    packageVersion,
    ...(commit && { commit }),
    createdWith,
    inputs: isPart ? inputs : [],
  });
  const differences = planDifferences(settingsOf(first.manifest), settingsOf(other.manifest)).map(
    ({ what, first: one, second }) => `${what}: ${one} and ${second}`,
  );
  if (differences.length === 0) return;
  throw new InputError(
    `${first.folder} and ${other.folder} do not go together: ${differences.join('; ')}; ` +
      'build both with the same version and options',
  );
}

/** The parts by rising number: each once, none missing. */
function inOrder(sources: readonly Source[]): readonly Source[] {
  const byIndex = new Map<number, Source>();
  const of = sources[0]!.manifest.part!.of;
  for (const source of sources) {
    const part = source.manifest.part!;
    if (part.of !== of) {
      throw new InputError(
        `${source.folder}: is part ${part.index}/${part.of}, but ${sources[0]!.folder} one of ${of}`,
      );
    }
    const same = byIndex.get(part.index);
    if (same) {
      throw new InputError(
        `${same.folder} and ${source.folder} are both part ${part.index}/${of}; give one of them`,
      );
    }
    byIndex.set(part.index, source);
  }
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((i) => !byIndex.has(i));
  if (missing.length > 0) {
    const which = missing.map((i) => `${i}/${of}`).join(', ');
    throw new InputError(`part ${which} is missing: build it with --shard, or name its folder too`);
  }
  return [...byIndex].sort(([a], [b]) => a - b).map(([, source]) => source);
}

/** Whole sets as given, unless one input would come twice. */
function disjoint(sources: readonly Source[]): readonly Source[] {
  const folderOf = new Map<string, string>();
  for (const { folder, manifest } of sources) {
    for (const { name, sha256 } of manifest.inputs) {
      const known = folderOf.get(sha256);
      if (known !== undefined && known !== folder) {
        throw new InputError(`${known} and ${folder} both hold the structures of ${name}`);
      }
      folderOf.set(sha256, folder);
    }
  }
  return sources;
}

async function* copySources(
  sources: readonly Source[],
  writer: ShardWriter,
): AsyncGenerator<number> {
  for (const { folder, manifest } of sources) {
    for await (const fault of storedFaults(folder, manifest)) writer.add({ kind: 'fault', fault });
    yield* writeRows(storedRows(folder, manifest), writer);
  }
}

async function* storedFaults(folder: string, { faults }: Manifest): AsyncGenerator<BuildFault> {
  const lines = await checkedLines(folder, faults);
  if (faults.bytes === 0) return;
  for await (const { text } of lines) yield JSON.parse(text) as BuildFault;
}
