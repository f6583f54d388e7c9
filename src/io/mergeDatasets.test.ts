import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOf } from '../../test/contentOf.ts';
import { COARSE, structureLine } from '../../test/tinyDataset.ts';
import { buildDataset } from './buildDataset.ts';
import type { BuildOptions } from './buildOptions.ts';
import type { CopyEvent } from './copyRows.ts';
import { type Disk, localDisk } from './disk.ts';
import { InputError } from './inputError.ts';
import { mergeDatasets } from './mergeDatasets.ts';
import { sampleDataset } from './sampleDataset.ts';
import { verifyDataset } from './verifyDataset.ts';

let folder: string;
const inFolder = (name: string) => join(folder, name);

async function build(name: string, changes: Partial<BuildOptions> = {}): Promise<string> {
  const input = { inputs: [inFolder('a.jsonl')], instrument: COARSE, bIso: 0, seed: 1, workers: 1 };
  const out = inFolder(name);
  for await (const _ of buildDataset({ ...input, shardRows: 7, out, ...changes }));
  return out;
}

/** Builds in `of` parts. */
const buildParts = (name: string, of: number, changes: Partial<BuildOptions> = {}) =>
  Promise.all(
    Array.from({ length: of }, (_, i) =>
      build(`${name}-${i + 1}`, { ...changes, shard: { index: i + 1, of } }),
    ),
  );

async function merge(folders: readonly string[], name: string, disk?: Disk): Promise<CopyEvent> {
  const events: CopyEvent[] = [];
  for await (const event of mergeDatasets(folders, inFolder(name), disk)) events.push(event);
  return events.at(-1)!;
}

/** 40 structures, every ninth broken, in one file and 13 others in the next. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  const lines = (first: number, count: number) =>
    Array.from({ length: count }, (_, i) =>
      i % 9 === 4 ? `{"id": "broken ${first + i}` : structureLine(first + i),
    ).join('\n');
  await writeFile(inFolder('a.jsonl'), lines(0, 40));
  await writeFile(inFolder('b.jsonl'), lines(100, 13));
  await build('whole');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('parts', () => {
  test.each([1, 3, 7])('%d of them, in any order, give the bytes of one build', async (of) => {
    const parts = await buildParts(`parts-${of}`, of);
    await merge(parts.toReversed(), `merged-${of}`);
    expect(await contentOf(inFolder(`merged-${of}`))).toEqual(await contentOf(inFolder('whole')));
  });

  test('of several inputs too, each part itself a sound data set', async () => {
    const inputs = [inFolder('a.jsonl'), inFolder('b.jsonl')];
    const parts = await buildParts('both', 3, { inputs });
    for (const part of parts) await verifyDataset(part);
    await merge(parts, 'both-merged');
    const whole = await build('both-whole', { inputs });
    expect(await contentOf(inFolder('both-merged'))).toEqual(await contentOf(whole));
  });

  test('more than there are structures, some of them empty', async () => {
    await writeFile(inFolder('few.jsonl'), [structureLine(1), structureLine(2)].join('\n'));
    const inputs = [inFolder('few.jsonl')];
    const parts = await buildParts('few', 4, { inputs });
    expect((await verifyDataset(parts[0]!)).counts).toMatchObject({ read: 0, kept: 0 });
    await merge(parts, 'few-merged');
    const whole = await build('few-whole', { inputs });
    expect(await contentOf(inFolder('few-merged'))).toEqual(await contentOf(whole));
  });

  test('can be built again without a change', async () => {
    const [part] = await buildParts('again', 2);
    const before = await contentOf(part!);
    await build('again-1', { shard: { index: 1, of: 2 } });
    expect(await contentOf(part!)).toEqual(before);
    await expect(build('again-1', { shard: { index: 2, of: 2 } })).rejects.toThrow(
      'shard: 1/2 there, 2/2 now',
    );
  });
});

test('whole sets are put one after the other, as one build would', async () => {
  const b = await build('b', { inputs: [inFolder('b.jsonl')] });
  await merge([inFolder('whole'), b], 'a-and-b');
  const whole = await build('a-b', { inputs: [inFolder('a.jsonl'), inFolder('b.jsonl')] });
  expect(await contentOf(inFolder('a-and-b'))).toEqual(await contentOf(whole));
});

describe('a stopped merge', () => {
  const fullAt = (name: string): Disk => ({
    ...localDisk,
    write: (path, content) =>
      path.endsWith(name)
        ? Promise.reject(new InputError('the disk is full'))
        : localDisk.write(path, content),
  });

  test.each(['patterns-00003.npy', 'manifest.json'])(
    'at %s leaves no data set, and begins anew',
    async (name) => {
      const parts = await buildParts('stopped', 2);
      const out = `stopped-at-${name}`;
      await expect(merge(parts, out, fullAt(name))).rejects.toThrow('the disk is full');
      await expect(readFile(inFolder(`${out}/manifest.json`))).rejects.toThrow(/ENOENT/);
      expect(await merge(parts, out)).toMatchObject({ kind: 'finished', wasComplete: false });
      expect(await contentOf(inFolder(out))).toEqual(await contentOf(inFolder('whole')));
      expect(await merge(parts, out)).toMatchObject({ kind: 'finished', wasComplete: true });
    },
  );
});

describe('refused', () => {
  let parts: readonly string[];
  beforeAll(async () => {
    parts = await buildParts('third', 3);
  });
  const refusal = (folders: readonly string[]) => {
    const merging = merge(folders, 'refused');
    return expect(merging).rejects;
  };

  test('a gap, an overlap, parts of another count', async () => {
    await refusal([parts[0]!, parts[2]!]).toThrow(/^part 2\/3 is missing: build it with --shard/);
    await refusal([parts[1]!]).toThrow('part 1/3, 3/3 is missing');
    await refusal([...parts, parts[1]!]).toThrow(/third-2 and .*third-2 are both part 2\/3/);
    const [half] = await buildParts('half', 2);
    await refusal([...parts, half!]).toThrow(/half-1: is part 1\/2, but .*third-1 one of 3/);
  });

  test.each<[string, Partial<BuildOptions>, RegExp]>([
    ['seed', { seed: 2 }, /do not go together: seed: 1 and 2; build both/],
    ['instrument', { instrument: { ...COARSE, wavelength: 1.5 } }, /wavelength: 2\.0775 and 1\.5/],
    ['B', { bIso: 0.5 }, /bIso: 0 and 0\.5/],
    ['type of values', { dtype: 'float32' }, /dtype: float16 and float32/],
  ])('another %s', async (name, changes, message) => {
    const part = await build(`other-${name}`, { ...changes, shard: { index: 3, of: 3 } });
    await refusal([parts[0]!, parts[1]!, part]).toThrow(message);
    const whole = await build(`whole-other-${name}`, { ...changes, inputs: [inFolder('b.jsonl')] });
    await refusal([inFolder('whole'), whole]).toThrow(message);
  });

  test('parts of other inputs, another version', async () => {
    const part = await build('other-input', {
      inputs: [inFolder('b.jsonl')],
      shard: { index: 3, of: 3 },
    });
    await refusal([parts[0]!, parts[1]!, part]).toThrow(/inputs: \w+ and \w+/);
    const older = inFolder('older');
    await cp(parts[2]!, older, { recursive: true });
    const path = join(older, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...manifest, packageVersion: '0.0.1' }));
    await refusal([parts[0]!, parts[1]!, older]).toThrow(/packageVersion: .* and 0\.0\.1/);
  });

  test('parts with whole sets, the same inputs twice, the target itself', async () => {
    await refusal([...parts, inFolder('whole')]).toThrow(/third-1 is part of .*whole is whole/);
    const twin = await build('twin');
    await refusal([inFolder('whole'), twin]).toThrow(/both hold the structures of a\.jsonl/);
    const merging = merge(parts, 'third-1');
    await expect(merging).rejects.toThrow(/third-1: is one of the data sets to merge/);
    await refusal([]).toThrow(RangeError);
    await refusal([inFolder('nowhere')]).toThrow(/holds no data set/);
  });

  test('a damaged file', async () => {
    for (const file of [
      'patterns-00000.npy',
      'metadata.jsonl',
      'structures.jsonl',
      'faults.jsonl',
    ]) {
      const copy = inFolder(`damaged-${file}`);
      await cp(parts[0]!, copy, { recursive: true });
      const bytes = await readFile(join(copy, file));
      bytes[bytes.length - 2]! ^= 1;
      await writeFile(join(copy, file), bytes);
      const merging = merge([copy, parts[1]!, parts[2]!], `from-damaged-${file}`);
      await expect(merging).rejects.toThrow(`${file}: does not match its checksum`);
    }
  });
});

describe('a sample', () => {
  const sample = async (count: number, seed: number, name: string) => {
    const out = inFolder(name);
    for await (const _ of sampleDataset(inFolder('whole'), out, { count, seed }));
    const lines = (await readFile(join(out, 'metadata.jsonl'), 'utf8')).trim().split('\n');
    return lines.map((line) => JSON.parse(line).id as string);
  };

  test('has so many rows, in their order, each once; a smaller lies in a larger', async () => {
    const [small, large] = [await sample(9, 4, 's9'), await sample(20, 4, 's20')];
    expect(small).toHaveLength(9);
    expect(small).toEqual(large.filter((id) => small.includes(id)));
    expect(new Set(large).size).toBe(20);
    expect(await sample(9, 5, 's9-5')).not.toEqual(small);
    const manifest = await verifyDataset(inFolder('s20'));
    expect(manifest.counts).toMatchObject({ read: 20, kept: 20, faults: {} });
    expect(manifest.sampledFrom).toMatchObject([{ rows: 36, seed: 4 }]);
    expect(manifest.shards.map(({ rows }) => rows)).toEqual([7, 7, 6]);
  });

  test('of all rows has the patterns of all', async () => {
    await sample(36, 1, 'all');
    const [all, whole] = [await contentOf(inFolder('all')), await contentOf(inFolder('whole'))];
    for (const file of ['patterns-00000.npy', 'metadata.jsonl', 'structures.jsonl']) {
      expect(all.get(file)).toBe(whole.get(file));
    }
  });

  test('of more rows than there are is refused', async () => {
    await expect(sample(37, 1, 'many')).rejects.toThrow(/has 36 patterns, of which 37 cannot/);
  });
});
