import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTinyDataset, COARSE, structureLine } from '../../test/tinyDataset.ts';
import { buildDataset } from './buildDataset.ts';
import { InputError } from './inputError.ts';
import { openSplit, type SplitOptions, writeSplit } from './splitFile.ts';

let folder: string;
const inFolder = (name: string) => join(folder, name);
const data = () => inFolder('data');

const OPTIONS: SplitOptions = {
  by: 'prototype',
  testShare: 0.3,
  stratified: false,
  labelledShares: [0.5, 0.25],
  seed: 1,
};
const write = (name: string, changes: Partial<SplitOptions> = {}) =>
  writeSplit(data(), inFolder(name), { ...OPTIONS, ...changes });

/** 48 rows: caesium chloride, copper, tungsten in turn, 16 of each; all formulas are `X`. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  await buildTinyDataset(data());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A data set of some lines. */
async function build(name: string, lines: readonly string[]): Promise<string> {
  await writeFile(inFolder(`${name}.jsonl`), lines.join('\n'));
  const input = { inputs: [inFolder(`${name}.jsonl`)], instrument: COARSE, bIso: 0 };
  for await (const _ of buildDataset({ ...input, out: inFolder(name), seed: 1, workers: 1 }));
  return inFolder(name);
}

describe('a split by prototype', () => {
  test('holds out one type of structure whole, and is read back', async () => {
    const { split, rows } = await write('types/a.json');
    expect(split.testGroups).toHaveLength(1);
    expect(split.testGroups[0]).toMatch(/^(AB 221 a b|A 225 a|A 229 a)$/);
    expect(rows.test).toHaveLength(16);
    expect(new Set(rows.test.map((row) => row % 3)).size).toBe(1);
    const { path, by, sha256, datasetSha256, ...applied } = await openSplit(
      inFolder('types/a.json'),
      data(),
    );
    expect(applied).toEqual(rows);
    expect([path, by, sha256]).toEqual([inFolder('types/a.json'), 'prototype', split.sha256]);
    expect(datasetSha256).toBe(split.dataset.manifestSha256);
    expect([...rows.labelled].map(([share, set]) => [share, set.length])).toEqual([
      [0.25, 8],
      [0.5, 16],
    ]);
  });

  test('has the same bytes whenever it is made, and others with another seed', async () => {
    const text = (name: string) => readFile(inFolder(name), 'utf8');
    await write('b.json');
    await write('c.json');
    expect(await text('b.json')).toBe(await text('c.json'));
    expect((await write('d.json', { seed: 2 })).split.sha256).not.toBe(
      JSON.parse(await text('b.json')).sha256,
    );
  });

  test('leaves out of another data set what belongs to its groups', async () => {
    const { split } = await write('e.json');
    const other = await build('other', [
      ...Array.from({ length: 12 }, (_, i) => structureLine(i)),
      ...Array.from({ length: 6 }, (_, i) => structureLine(i, { id: `new-${i}` })),
    ]);
    const applied = await openSplit(inFolder('e.json'), other);
    expect(applied.test).toHaveLength(4);
    expect([...applied.test].every((row) => split.test.includes(`made-up-${row}`))).toBe(true);
    expect(applied.leftOut).toBe(2);
    expect(applied.train).toHaveLength(12);
  });
});

test('a random split keeps each structure on one side', async () => {
  const { split, rows } = await write('random.json', { by: 'random', testShare: 0.25 });
  expect(split.test).toHaveLength(12);
  expect(split.testGroups).toEqual([]);
  expect(rows.train).toHaveLength(36);
});

describe('refused', () => {
  test('a single formula, an absurd share', async () => {
    await expect(write('f.json', { by: 'formula' })).rejects.toThrow(
      /data: a test share of 0.3 leaves no row to test on \(48 rows in 1 groups\)/,
    );
    await expect(write('f.json', { testShare: 0.001 })).rejects.toThrow(InputError);
    await expect(readFile(inFolder('f.json'))).rejects.toThrow(/ENOENT/);
  });

  test('a changed file, and what is no split', async () => {
    await write('g.json');
    const text = await readFile(inFolder('g.json'), 'utf8');
    await writeFile(inFolder('g.json'), text.replace('"made-up-', '"made-up-1'));
    await expect(openSplit(inFolder('g.json'), data())).rejects.toThrow(
      /g.json: does not match its own checksum/,
    );
    await writeFile(inFolder('g.json'), '{"formatVersion": 9}');
    await expect(openSplit(inFolder('g.json'), data())).rejects.toThrow(
      /is no split: .*formatVersion/,
    );
    await writeFile(inFolder('g.json'), 'test: all');
    await expect(openSplit(inFolder('g.json'), data())).rejects.toThrow(/is no split: is no JSON/);
    await expect(openSplit(inFolder('none.json'), data())).rejects.toThrow(/cannot be read/);
  });

  test('a split that a data set has nothing of', async () => {
    await write('h.json', { by: 'random' });
    const strange = await build('strange', [structureLine(0, { id: 'strange' })]);
    await expect(openSplit(inFolder('h.json'), strange)).rejects.toThrow(
      /no test structure of this split is in .*strange, nor one of its groups/,
    );
  });
});
