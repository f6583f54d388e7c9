import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatStructureLine, parseStructureLine } from '../crystal/index.ts';
import { InputError } from './inputError.ts';
import { LineWriter } from './lineWriter.ts';
import { loadCrystals } from './structureTexts.ts';
import { checkStructureOutput, StructureWriter } from './structureWriter.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const polonium = (i: number) =>
  parseStructureLine(
    `{"id":"po-${i}","source":"made up","formula":"Po","spaceGroup":221,` +
      '"cell":[3.3,3.3,3.3,90,90,90],"sites":[["Po",0,0,0]]}',
  );

function crystal(i: number) {
  const result = polonium(i);
  if (!result.ok) throw new Error(result.fault.message);
  return result.crystal;
}

describe('StructureWriter', () => {
  test('writes crystals and lines in order; the file appears at the end alone', async () => {
    const path = join(folder, 'po.jsonl.gz');
    const writer = new StructureWriter(path);
    await writer.add(crystal(0));
    await writer.add(formatStructureLine(crystal(1)));
    expect(writer.count).toBe(2);
    expect(await readdir(folder)).not.toContain('po.jsonl.gz');
    await writer.finish();
    expect(await readdir(folder)).toEqual(['po.jsonl.gz']);
    const ids: string[] = [];
    for await (const loaded of loadCrystals([path])) ids.push(loaded.ok ? loaded.crystal.id : '');
    expect(ids).toEqual(['po-0', 'po-1']);
  });

  test('gives the same bytes for the same lines, plain and compressed', async () => {
    const write = async (name: string) => {
      const writer = new StructureWriter(join(folder, name));
      // More than a piece, and more than the streams hold.
      for (let i = 0; i < 20_000; i++) await writer.add(crystal(i));
      await writer.finish();
      return readFile(join(folder, name));
    };
    const [one, two, plain] = [
      await write('1.jsonl.gz'),
      await write('2.jsonl.gz'),
      await write('3.jsonl'),
    ];
    expect(one.equals(two)).toBe(true);
    expect(gunzipSync(one).equals(plain)).toBe(true);
    expect(plain.toString().split('\n')).toHaveLength(20_001);
  });

  test('given up, leaves an older file as it was', async () => {
    const path = join(folder, 'po.jsonl');
    await writeFile(path, 'older');
    const writer = new StructureWriter(path);
    await writer.add(crystal(0));
    await writer.discard();
    expect(await readdir(folder)).toEqual(['po.jsonl']);
    expect(await readFile(path, 'utf8')).toBe('older');
  });
});

test('LineWriter says that a file cannot be written, and leaves nothing', async () => {
  const writer = new LineWriter(join(folder, 'gone', 'po.jsonl.gz'));
  await writer.add('x');
  await expect(writer.finish()).rejects.toThrow(InputError);
  const large = new LineWriter(join(folder, 'gone', 'po.jsonl.gz'));
  const long = 'x'.repeat(2 ** 20);
  const addMany = async () => {
    for (let i = 0; i < 100; i++) await large.add(long);
  };
  await expect(addMany()).rejects.toThrow('cannot be written');
  expect(await readdir(folder)).toEqual([]);
});

describe('checkStructureOutput', () => {
  test.each([
    ['po.json', 'are written as .jsonl or .jsonl.gz'],
    ['gone/po.jsonl.gz', 'there is no such file or folder'],
    ['folder.jsonl', 'is a folder; name a file'],
    ['file/po.jsonl', 'is a file, no folder'],
  ])('refuses %s', async (name, message) => {
    await mkdir(join(folder, 'folder.jsonl'));
    await writeFile(join(folder, 'file'), 'x');
    await expect(checkStructureOutput(join(folder, name))).rejects.toThrow(message);
  });

  test('takes a new name and an old file', async () => {
    await writeFile(join(folder, 'old.jsonl.gz'), 'x');
    await expect(checkStructureOutput(join(folder, 'old.jsonl.gz'))).resolves.toBeUndefined();
    await expect(checkStructureOutput(join(folder, 'new.jsonl'))).resolves.toBeUndefined();
  });
});
