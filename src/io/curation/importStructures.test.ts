import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANATASE, HALITE, RUTILE } from '../../../test/fixtures/crystals.ts';
import { sharedPath } from '../../../test/shared.ts';
import { type Crystal, formatStructureLine } from '../../crystal/index.ts';
import { InputError } from '../inputError.ts';
import { type ImportOptions, importStructures } from './importStructures.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

const lines = (...crystals: readonly Crystal[]) =>
  crystals.map((crystal) => `${formatStructureLine(crystal)}\n`).join('');

const optionsFor = (change: Partial<ImportOptions> = {}): ImportOptions => ({
  out: join(folder, 'out.jsonl'),
  symmetry: 'derived',
  symprec: 0.01,
  duplicates: { volumeTolerance: 0.05, patternDistance: 0.1 },
  workers: 1,
  ...change,
});

async function run(sources: readonly string[], change: Partial<ImportOptions> = {}) {
  for await (const event of importStructures(sources, optionsFor(change))) {
    if (event.kind === 'finished') return event.result;
  }
  throw new Error('the import did not finish');
}

const parsed = async (name: string) =>
  (await readFile(join(folder, name), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const idsOf = async (name = 'out.jsonl') => (await parsed(name)).map(({ id }) => id);

const halite = (id: string, edge = 5.6402): Crystal => ({
  ...HALITE,
  id,
  formula: 'ClNa',
  cell: { ...HALITE.cell, a: edge, b: edge, c: edge },
});

describe('importStructures', () => {
  test('drops what is the same, names what has another’s id, and reports both', async () => {
    const path = await file(
      'in.jsonl',
      `${lines(
        halite('a'),
        halite('b', 5.65),
        halite('a', 6.4),
        { ...RUTILE, id: 'a#2', spaceGroup: 58 },
        { ...ANATASE, id: 'a' },
      )}no JSON\n`,
    );
    const { counts, report } = await run([path]);
    expect(counts).toEqual({
      read: 6,
      kept: 4,
      dropped: { duplicate: 1, syntax: 1 },
      unwanted: 0,
      renamed: 3,
      ignored: 0,
      symmetry: { same: 3, different: 1, unlabelled: 0 },
      uncompared: 0,
      warned: 0,
      licences: {},
    });
    expect(await parsed('out.jsonl')).toMatchObject([
      { id: 'a', spaceGroup: 225 },
      { id: 'a#2', spaceGroup: 225 },
      { id: 'a#2#2', spaceGroup: 136 },
      { id: 'a#3', spaceGroup: 141 },
    ]);
    expect(report).toBe(join(folder, 'out.dropped.jsonl'));
    expect(await parsed('out.dropped.jsonl')).toMatchObject(
      [
        { file: 'in.jsonl', line: 2, id: 'b', kind: 'duplicate', message: /^is the same as a / },
        { line: 3, id: 'a#2', kind: 'renamed' },
        { line: 4, id: 'a#2#2', kind: 'renamed' },
        { line: 5, id: 'a#3', kind: 'renamed' },
        { line: 6, kind: 'syntax' },
      ].map((line) =>
        line.message ? { ...line, message: expect.stringMatching(line.message) } : line,
      ),
    );
  });

  test('limits, the source’s label, and what is measured, as asked', async () => {
    const path = await file(
      'in.jsonl',
      lines(halite('a'), { ...RUTILE, id: 'b', spaceGroup: 58 }, { ...ANATASE, id: 'c' }),
    );
    const limited = await run([path], { maxVolume: 140, symmetry: 'source', experimental: true });
    expect(limited.counts.dropped).toEqual({ 'large-cell': 1 });
    expect(await parsed('out.jsonl')).toMatchObject([
      { id: 'b', spaceGroup: 58, bravais: 'oP', experimental: true },
      { id: 'c', spaceGroup: 141, experimental: true },
    ]);
    const { counts } = await run([path], { symmetry: 'drop', without: ['Cl'] });
    expect(counts.dropped).toEqual({ 'unwanted-element': 1, 'other-symmetry': 1 });
  });

  test('takes the ids of a list alone, and tells those it did not find', async () => {
    const path = await file('in.jsonl', lines(halite('a'), { ...RUTILE, id: 'b' }, halite('c', 6)));
    const ids = await file('ids.txt', '# the paper\nc\n\na # salt\nzz\n');
    const { counts, missing } = await run([path], { ids });
    expect(counts).toMatchObject({ read: 3, kept: 2, unwanted: 1 });
    expect(missing).toBe(1);
    expect(await idsOf()).toEqual(['a', 'c']);
    expect(await parsed('out.dropped.jsonl')).toEqual([
      { id: 'zz', kind: 'not-found', message: 'no structure has this id' },
    ]);
    const empty = await file('none.txt', '# nothing\n');
    await expect(run([path], { ids: empty })).rejects.toThrow('names no ids');
  });

  test('with nothing left writes the report alone, and leaves an older file', async () => {
    await file('out.jsonl', 'older');
    const { counts } = await run([await file('in.jsonl', 'no JSON\n')]);
    expect(counts).toMatchObject({ read: 1, kept: 0 });
    expect(await readFile(join(folder, 'out.jsonl'), 'utf8')).toBe('older');
    expect(await parsed('out.dropped.jsonl')).toHaveLength(1);
  });

  test('one source that cannot be read does not stop the others', async () => {
    const bad = await file('bad.cif', Uint8Array.of(0, 1, 2));
    await mkdir(join(folder, 'cifs'));
    await file('cifs/notes.txt', 'x');
    const good = await file('in.jsonl', lines(halite('a')));
    const { counts } = await run([bad, join(folder, 'cifs'), good]);
    expect(counts).toMatchObject({ read: 2, kept: 1, ignored: 1 });
    await expect(run([join(folder, 'gone')])).rejects.toThrow(InputError);
    await expect(run([good], { out: join(folder, 'out.csv') })).rejects.toThrow('are written as');
    await expect(run([good], { workers: 0 })).rejects.toThrow(RangeError);
  });

  test('what an import wrote into a folder of sources is no source of the next', async () => {
    await mkdir(join(folder, 'all'));
    await file('all/in.jsonl', `${lines(halite('a'), halite('b'))}no JSON\n`);
    const out = join(folder, 'all', 'out.jsonl.gz');
    const { counts } = await run([join(folder, 'all')], { out });
    const again = await run([join(folder, 'all')], { out });
    expect(again.counts).toEqual({ ...counts, ignored: 1 });
    expect(counts).toMatchObject({ read: 3, kept: 1, dropped: { duplicate: 1, syntax: 1 } });
  });

  test('stopped leaves nothing', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => halite(`n${i}`, 4 + i / 1000));
    const path = await file('in.jsonl', lines(...many));
    const controller = new AbortController();
    const kinds: string[] = [];
    const options = optionsFor({ signal: controller.signal, duplicates: undefined });
    for await (const { kind } of importStructures([path], options)) {
      kinds.push(kind);
      controller.abort();
    }
    expect(kinds).toEqual(['progress', 'stopped']);
    expect(await readdir(folder)).toEqual(['in.jsonl']);
  });
});

const collection = sharedPath('data/structures.jsonl.gz');

test.skipIf(collection === undefined)('any number of workers writes the same bytes', async () => {
  const all = gunzipSync(await readFile(collection!))
    .toString()
    .trimEnd()
    .split('\n');
  // Every hundredth of the open structures twice: the second time all are duplicates.
  const some = all.filter((_, i) => i % 100 === 0).join('\n');
  const path = await file('some.jsonl.gz', gzipSync(`${some}\n${some}\n`));
  const one = await run([path], { workers: 1, out: join(folder, 'one.jsonl.gz') });
  const two = await run([path], { workers: 2, out: join(folder, 'two.jsonl.gz') });
  expect({ ...one, report: '' }).toEqual({ ...two, report: '' });
  expect(one.counts.read).toBe(714);
  expect(one.counts.kept + (one.counts.dropped.duplicate ?? 0)).toBe(714);
  expect(one.counts.dropped.duplicate).toBeGreaterThan(340);
  for (const name of ['jsonl.gz', 'dropped.jsonl']) {
    const [first, second] = await Promise.all(
      ['one', 'two'].map((stem) => readFile(join(folder, `${stem}.${name}`))),
    );
    expect(first!.equals(second!)).toBe(true);
  }
});
