import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Dtype, decodeFloat16, decodeNpy } from '../dataset/index.ts';
import { BT1_GE311 } from '../pattern/index.ts';
import { buildDataset } from './buildDataset.ts';
import { readMetadata, readStructures } from './datasetFiles.ts';
import { openDataset } from './datasetStore.ts';
import { InputError } from './inputError.ts';

const LENGTH = BT1_GE311.grid.count;
let folder: string;

/** 25 cells of tungsten (Im-3m) of rising edge in shards of 10. */
async function build(dtype: Dtype): Promise<void> {
  const input = join(folder, 'tungsten.jsonl');
  const line = (i: number) => {
    const edge = 3 + i / 50;
    return `{"id":"w-${i}","source":"made up","formula":"W","spaceGroup":229,
      "cell":[${edge},${edge},${edge},90,90,90],"sites":[["W",0,0,0],["W",0.5,0.5,0.5]]}`;
  };
  const lines = Array.from({ length: 25 }, (_, i) => line(i).replaceAll('\n', ''));
  await writeFile(input, lines.join('\n'));
  const options = { inputs: [input], instrument: BT1_GE311, bIso: 0, seed: 1, workers: 1 };
  const events = buildDataset({ ...options, out: join(folder, dtype), dtype, shardRows: 10 });
  for await (const _ of events);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  await build('float16');
  await build('float32');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Rows as the shard files hold them. */
async function storedRow(dtype: Dtype, row: number): Promise<Float32Array> {
  const path = join(folder, dtype, `patterns-0000${Math.floor(row / 10)}.npy`);
  const result = decodeNpy(await readFile(path));
  if (!result.ok) throw new Error(result.message);
  const { data } = result;
  const values = data.dtype === 'float16' ? decodeFloat16(data.bits) : data.values;
  return values.slice((row % 10) * LENGTH, ((row % 10) + 1) * LENGTH);
}

describe.each(['float16', 'float32'] as const)('a data set of %s', (dtype) => {
  test.each([
    ['in memory', {}],
    ['on disk', { memoryLimit: 0 }],
    ['verified', { verify: true }],
  ])('is read by row %s', async (_, options) => {
    const dataset = await openDataset(join(folder, dtype), options);
    expect(dataset.patterns).toMatchObject({ count: 25, length: LENGTH });
    expect([...dataset.spaceGroups]).toEqual(Array(25).fill(229));
    const rows = [24, 0, 13, 9, 10, 0];
    const out = new Float32Array(rows.length * LENGTH);
    dataset.patterns.read(rows, out);
    for (const [i, row] of rows.entries()) {
      expect(out.slice(i * LENGTH, (i + 1) * LENGTH)).toEqual(await storedRow(dtype, row));
    }
    expect(() => dataset.patterns.read([25], out)).toThrow(RangeError);
    dataset.close();
    dataset.close();
  });
});

test('float16 loses at most half a unit in the last place', async () => {
  const [half, single] = [await storedRow('float16', 7), await storedRow('float32', 7)];
  for (const [i, x] of single.entries()) {
    expect(Math.abs(half[i]! - x)).toBeLessThanOrEqual(Math.max(x * 2 ** -11, 2 ** -25));
  }
});

test('metadata come row by row', async () => {
  const ids: string[] = [];
  for await (const { id } of readMetadata(join(folder, 'float16'))) ids.push(id);
  expect(ids).toEqual(Array.from({ length: 25 }, (_, i) => `w-${i}`));
});

describe('structures', () => {
  const structuresOf = async (path: string) => {
    const found: (readonly [string, number, number])[] = [];
    for await (const { id, cell, sites } of readStructures(path)) {
      found.push([id, cell.a, sites.length]);
    }
    return found;
  };

  test('come row by row', async () => {
    const found = await structuresOf(join(folder, 'float16'));
    expect(found).toEqual(Array.from({ length: 25 }, (_, i) => [`w-${i}`, 3 + i / 50, 2]));
  });

  test('that are damaged or were never kept are said so', async () => {
    const copy = join(folder, 'structures');
    await cp(join(folder, 'float16'), copy, { recursive: true });
    await truncate(join(copy, 'structures.jsonl'), 500);
    await expect(structuresOf(copy)).rejects.toThrow(/structures.jsonl: line \d is damaged/);
    const path = join(copy, 'manifest.json');
    const { structures, ...earlier } = JSON.parse(await readFile(path, 'utf8'));
    expect(structures.file).toBe('structures.jsonl');
    await writeFile(path, JSON.stringify(earlier));
    expect((await openDataset(copy, { verify: true })).patterns.count).toBe(25);
    await expect(structuresOf(copy)).rejects.toThrow(/keeps no structures/);
  });
});

describe('damage is found', () => {
  let copy: string;
  beforeEach(async () => {
    copy = join(folder, 'copy');
    await rm(copy, { recursive: true, force: true });
    await cp(join(folder, 'float16'), copy, { recursive: true });
  });

  test('one flipped bit, by the checksums', async () => {
    const path = join(copy, 'patterns-00001.npy');
    const bytes = await readFile(path);
    bytes[5000]! ^= 1;
    await writeFile(path, bytes);
    await expect(openDataset(copy, { verify: true })).rejects.toThrow(
      /patterns-00001.npy: does not match its checksum/,
    );
  });

  test('a cut shard', async () => {
    await truncate(join(copy, 'patterns-00000.npy'), 10_000);
    await expect(openDataset(copy)).rejects.toThrow(
      `patterns-00000.npy: is not the float16 array of 10 × ${LENGTH}`,
    );
  });

  test('a missing shard', async () => {
    await rm(join(copy, 'patterns-00002.npy'));
    await expect(openDataset(copy)).rejects.toThrow(/patterns-00002.npy: cannot be read/);
  });

  test('missing metadata lines', async () => {
    const path = join(copy, 'metadata.jsonl');
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, lines.slice(3).join('\n'));
    await expect(openDataset(copy)).rejects.toThrow(/has 22 lines for 25 patterns/);
  });

  test.each([
    ['no JSON', 'is no JSON'],
    ['{"formatVersion": 99}', 'formatVersion'],
  ])('a manifest of %s', async (text, message) => {
    await writeFile(join(copy, 'manifest.json'), text);
    await expect(openDataset(copy)).rejects.toThrow(message);
  });

  test('a manifest leading out of the folder', async () => {
    const path = join(copy, 'manifest.json');
    const manifest = (await readFile(path, 'utf8')).replace('patterns-00000', '../patterns-00000');
    await writeFile(path, manifest);
    await expect(openDataset(copy)).rejects.toThrow('shards.0.file');
  });

  test('no manifest: unfinished, or none at all', async () => {
    await rm(join(copy, 'manifest.json'));
    await expect(openDataset(copy)).rejects.toThrow(/holds no data set/);
    await writeFile(join(copy, 'build.json'), '{}');
    await expect(openDataset(copy)).rejects.toThrow(/is unfinished; run the command/);
    await expect(openDataset(join(folder, 'none'))).rejects.toThrow(InputError);
  });
});
