import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildTinyDataset } from '../../test/tinyDataset.ts';
import type { Manifest } from '../dataset/index.ts';
import { sha256 } from './hash.ts';
import { verifyDataset } from './verifyDataset.ts';

let folder: string;
let copy: string;
const rows = 12;
const length = 64;
const PATTERNS = 'patterns-00000.npy';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  await buildTinyDataset(join(folder, 'data'), { rows });
  copy = join(folder, 'copy');
});
beforeEach(async () => {
  await rm(copy, { recursive: true, force: true });
  await cp(join(folder, 'data'), copy, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const change = async (file: string, edit: (bytes: Buffer) => Buffer | string) => {
  const path = join(copy, file);
  const bytes = Buffer.from(edit(await readFile(path)));
  await writeFile(path, bytes);
  return bytes;
};

/** Changes a file and its checksum: only a look at the content finds it. */
async function forge(file: string, edit: (bytes: Buffer) => Buffer | string): Promise<void> {
  const bytes = await change(file, edit);
  const record = { file, bytes: bytes.length, sha256: sha256(bytes) };
  await change('manifest.json', (text) => {
    const manifest = JSON.parse(text.toString()) as Manifest;
    const shards = manifest.shards.map((shard) =>
      shard.file === file ? { ...shard, sha256: record.sha256 } : shard,
    );
    const [name] = file.split('.');
    const changed = name?.startsWith('patterns') ? { shards } : { [name!]: record };
    return JSON.stringify({ ...manifest, ...changed });
  });
}

/** Sets a value of a pattern, as float16 bits. */
const setValue = (row: number, point: number, bits: number) => (bytes: Buffer) => {
  const header = bytes.length - rows * length * 2;
  bytes.writeUInt16LE(bits, header + 2 * (row * length + point));
  return bytes;
};

/** Removes all peaks of a row but for half of its maximum. */
const halve = (row: number) => (bytes: Buffer) => {
  const header = bytes.length - rows * length * 2;
  bytes.fill(0, header + 2 * row * length, header + 2 * (row + 1) * length);
  return setValue(row, 3, 0x3800)(bytes);
};

test('a sound data set is told so, with progress', async () => {
  const told: unknown[] = [];
  const manifest = await verifyDataset(copy, (done, total) => told.push([done, total]));
  expect(manifest.counts.kept).toBe(12);
  expect(told).toEqual([[12, 12]]);
});

test.each([PATTERNS, 'metadata.jsonl', 'structures.jsonl'])('a flipped bit in %s', async (file) => {
  await change(file, (bytes) => {
    bytes[bytes.length - 40]! ^= 1;
    return bytes;
  });
  await expect(verifyDataset(copy)).rejects.toThrow(`${file}: does not match its checksum`);
});

test.each([PATTERNS, 'metadata.jsonl', 'structures.jsonl', 'faults.jsonl', 'manifest.json'])(
  'without %s',
  async (file) => {
    await rm(join(copy, file));
    await expect(verifyDataset(copy)).rejects.toThrow(new RegExp(file));
  },
);

describe('with the right checksums', () => {
  test.each([
    ['NaN', setValue(5, 9, 0x7e00), /row 5 has a value that is negative or no number/],
    ['infinity', setValue(5, 9, 0x7c00), /row 5 has a maximum of Infinity, not 1/],
    ['a negative value', setValue(11, 63, 0xb800), /row 11 has a value that is negative/],
    ['a value above 1', setValue(0, 0, 0x4000), /row 0 has a maximum of 2, not 1/],
    ['a maximum below 1', halve(7), /row 7 has a maximum of 0.5, not 1/],
  ])('%s is found', async (_, edit, message) => {
    await forge(PATTERNS, edit);
    await expect(verifyDataset(copy)).rejects.toThrow(message);
  });

  const lines = (edit: (lines: string[]) => string[]) => (bytes: Buffer) =>
    edit(bytes.toString().split('\n')).join('\n');

  test.each<[string, string, (bytes: Buffer) => string, RegExp]>([
    [
      'a missing line of metadata',
      'metadata.jsonl',
      lines((l) => l.slice(1)),
      /is of made-up-0, not/,
    ],
    ['a missing structure', 'structures.jsonl', lines((l) => l.slice(0, -2)), /has fewer lines/],
    ['one structure too many', 'structures.jsonl', lines((l) => [...l, '{}']), /has more lines/],
    [
      'a damaged line',
      'metadata.jsonl',
      lines(([l, ...r]) => [l!, '{"id"', ...r]),
      /line 2 has no id/,
    ],
    [
      'a group 0',
      'metadata.jsonl',
      (b) => `${b}`.replace('p":229', 'p":0'),
      /line 3 has no id and/,
    ],
    ['a fault untold', 'faults.jsonl', () => '{}\n', /has 1 lines for 0 faults/],
  ])('%s is found', async (_, file, edit, message) => {
    await forge(file, edit);
    await expect(verifyDataset(copy)).rejects.toThrow(message);
  });

  test('another number of patterns is found', async () => {
    await change('manifest.json', (text) => text.toString().replace('"kept": 12', '"kept": 13'));
    await expect(verifyDataset(copy)).rejects.toThrow(/counts 13 patterns, in shards 12/);
  });
});
