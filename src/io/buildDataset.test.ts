import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentOf } from '../../test/contentOf.ts';
import { decodeNpy } from '../dataset/index.ts';
import { BT1_GE311 } from '../pattern/index.ts';
import { buildDataset } from './buildDataset.ts';
import type { BuildEvent, BuildOptions } from './buildOptions.ts';
import { type Disk, localDisk } from './disk.ts';
import { InputError } from './inputError.ts';

let folder: string;
let options: BuildOptions;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  const input = join(folder, 'structures.jsonl');
  await writeFile(input, Array.from({ length: 250 }, (_, i) => `${caesiumChloride(i)}\n`).join(''));
  options = {
    out: join(folder, 'set'),
    inputs: [input],
    instrument: BT1_GE311,
    bIso: 0,
    seed: 1,
    workers: 1,
    shardRows: 60,
  };
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** CsCl type, Pm-3m, with an edge of its own. */
function caesiumChloride(i: number, changes: object = {}): string {
  const edge = 3 + i / 250;
  return JSON.stringify({
    id: `cscl-${i}`,
    source: 'made up',
    formula: 'ClCs',
    spaceGroup: 221,
    cell: [edge, edge, edge, 90, 90, 90],
    sites: [
      ['Cs', 0, 0, 0],
      ['Cl', 0.5, 0.5, 0.5],
    ],
    ...changes,
  });
}

async function build(changes: Partial<BuildOptions> = {}, disk?: Disk): Promise<BuildEvent[]> {
  const events: BuildEvent[] = [];
  for await (const event of buildDataset({ ...options, ...changes }, disk)) events.push(event);
  return events;
}

const jsonLines = async (path: string) =>
  (await readFile(path, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a data set', () => {
  test('has rows in the order of the input, scaled to 1, and a manifest', async () => {
    const events = await build();
    expect(events.at(-1)).toMatchObject({
      kind: 'finished',
      wasComplete: false,
      manifest: {
        formatVersion: 2,
        createdWith: { instrument: BT1_GE311, bIso: 0, seed: 1, dtype: 'float16', shardRows: 60 },
        inputs: [{ name: 'structures.jsonl' }],
        counts: {
          read: 250,
          kept: 250,
          warned: 0,
          withoutDisplacement: 250,
          faults: {},
          duplicateIds: 0,
        },
        classes: { 'space-group': [221] },
      },
    });
    expect([...(await contentOf(options.out)).keys()]).toEqual([
      'faults.jsonl',
      'manifest.json',
      'metadata.jsonl',
      ...[0, 1, 2, 3, 4].map((i) => `patterns-0000${i}.npy`),
      'structures.jsonl',
    ]);
    const rows = await jsonLines(join(options.out, 'metadata.jsonl'));
    expect(rows.map((row) => row.id)).toEqual(Array.from({ length: 250 }, (_, i) => `cscl-${i}`));
    expect(rows[125]).toMatchObject({
      formula: 'ClCs',
      spaceGroup: 221,
      volume: 42.875,
      withoutDisplacement: 2,
    });
    const structures = await jsonLines(join(options.out, 'structures.jsonl'));
    const given = await jsonLines(options.inputs[0]!);
    expect(structures).toEqual(given.map((line) => ({ ...line, bravais: 'cP' })));
    const last = decodeNpy(await readFile(join(options.out, 'patterns-00004.npy')));
    expect(last).toMatchObject({ ok: true, shape: [10, BT1_GE311.grid.count] });
    if (!last.ok || last.data.dtype !== 'float16') throw new Error('unreadable shard');
    expect(Math.max(...last.data.bits)).toBe(0x3c00); // 1
  });

  test('has the same bytes for any number of workers', async () => {
    await build();
    await build({ out: join(folder, 'two'), workers: 2 });
    expect(await contentOf(join(folder, 'two'))).toEqual(await contentOf(options.out));
  });

  test('is left alone once complete', async () => {
    const [first] = (await build()).slice(-1);
    expect(await build()).toEqual([{ ...first, wasComplete: true }]);
  });

  test('is read from gzip, whatever the name of the file', async () => {
    const zipped = join(folder, 'zipped');
    await writeFile(zipped, gzipSync(`${caesiumChloride(0)}\r\n\r\n${caesiumChloride(1)}`));
    const events = await build({ inputs: [zipped], dtype: 'float32' });
    expect(events.at(-1)).toMatchObject({ kind: 'finished', manifest: { counts: { kept: 2 } } });
  });
});

describe('faults', () => {
  test('are counted and listed; the others are kept', async () => {
    const input = join(folder, 'mixed.jsonl');
    const lines = [
      caesiumChloride(0),
      '{"id": "cut off',
      caesiumChloride(1, { sites: [['Xx', 0, 0, 0]] }),
      caesiumChloride(2, { cell: [20, 20, 20, 90, 90, 90] }),
      caesiumChloride(0),
    ];
    await writeFile(input, lines.join('\n'));
    const events = await build({ inputs: [input], maxVolume: 2000 });
    expect(events.at(-1)).toMatchObject({
      manifest: {
        counts: {
          read: 5,
          kept: 2,
          faults: { syntax: 1, 'unknown-element': 1, 'large-cell': 1 },
          duplicateIds: 1,
        },
      },
    });
    const told = events.flatMap((event) => (event.kind === 'fault' ? [event.fault] : []));
    expect(told).toEqual(await jsonLines(join(options.out, 'faults.jsonl')));
    expect(told.map(({ file, line, id }) => [file, line, id])).toEqual([
      ['mixed.jsonl', 2, undefined],
      ['mixed.jsonl', 3, 'cscl-1'],
      ['mixed.jsonl', 4, 'cscl-2'],
    ]);
    expect(told[2]?.message).toBe('the cell of 8000 Å³ exceeds the limit of 2000 Å³');
  });

  test('only faults make no data set', async () => {
    await writeFile(join(folder, 'bad.jsonl'), '{}\n{}\n');
    const building = build({ inputs: [join(folder, 'bad.jsonl')] });
    await expect(building).rejects.toThrow('none of 2 structures gave a pattern');
  });
});

describe('an interrupted build', () => {
  /** Builds until a shard of the given number is there, then stops. */
  async function buildUntilShard(count: number): Promise<BuildEvent[]> {
    const stopping = new AbortController();
    const events: BuildEvent[] = [];
    for await (const event of buildDataset({ ...options, signal: stopping.signal })) {
      events.push(event);
      if (events.filter(({ kind }) => kind === 'shard').length === count) stopping.abort();
    }
    return events;
  }

  test('goes on after the last shard and ends with the bytes of an uninterrupted one', async () => {
    const stopped = await buildUntilShard(2);
    expect(stopped.at(-1)).toMatchObject({ kind: 'stopped', counts: { kept: 120 } });
    expect(await readdir(options.out)).not.toContain('manifest.json');
    const resumed = await build({ workers: 2 });
    expect(resumed[0]).toMatchObject({ kind: 'resumed', counts: { kept: 120 } });
    await build({ out: join(folder, 'straight') });
    expect(await contentOf(options.out)).toEqual(await contentOf(join(folder, 'straight')));
  });

  test('forgets what a kill left behind the last shard', async () => {
    await buildUntilShard(2);
    await appendFile(join(options.out, 'metadata.jsonl'), '{"id":"half a li');
    await appendFile(join(options.out, 'structures.jsonl'), '{"id":"half a li');
    await writeFile(join(options.out, 'patterns-00002.npy'), 'not in the state');
    await writeFile(join(options.out, 'patterns-00003.npy.123.tmp'), 'half');
    await build();
    await build({ out: join(folder, 'straight') });
    expect(await contentOf(options.out)).toEqual(await contentOf(join(folder, 'straight')));
  });

  test('goes on within a file of several structures', async () => {
    const input = join(folder, 'many.cif');
    await writeFile(input, Array.from({ length: 5 }, (_, i) => rockSaltCif(i)).join('\n'));
    options = { ...options, inputs: [input], shardRows: 2 };
    await buildUntilShard(1);
    const events = await build();
    expect(events[0]).toMatchObject({ kind: 'resumed', counts: { kept: 2 } });
    const rows = await jsonLines(join(options.out, 'metadata.jsonl'));
    expect(rows.map((row) => row.id)).toEqual(['NaCl0', 'NaCl1', 'NaCl2', 'NaCl3', 'NaCl4']);
    const structures = await jsonLines(join(options.out, 'structures.jsonl'));
    expect(structures.map(({ id, sites }) => [id, sites.length])).toEqual(
      rows.map((row) => [row.id, 8]),
    );
  });

  test('goes on between two structures of one text', async () => {
    const input = join(folder, 'nameless.cif');
    await writeFile(input, rockSaltCif(0).replace('data_NaCl0', '') + rockSaltCif(1));
    options = { ...options, inputs: [input], shardRows: 1 };
    const stopped = await buildUntilShard(1);
    expect(stopped.at(-1)).toMatchObject({ kind: 'stopped', counts: { kept: 1 } });
    expect((await build()).at(-1)).toMatchObject({ manifest: { counts: { kept: 2 } } });
    const rows = await jsonLines(join(options.out, 'metadata.jsonl'));
    expect(rows.map((row) => row.id)).toEqual(['nameless.cif', 'NaCl1']);
  });

  test('refuses other options, naming them', async () => {
    await buildUntilShard(1);
    const building = build({ bIso: 0.5, seed: 2 });
    await expect(building).rejects.toThrow(/bIso: 0 there, 0.5 now; seed: 1 there, 2 now/);
    await expect(building).rejects.toThrow(InputError);
    const instrument = { ...BT1_GE311, wavelength: 2.08, widths: { ...BT1_GE311.widths, Z: 0.1 } };
    await expect(build({ instrument })).rejects.toThrow(
      /\(wavelength: 2\.0775 there, 2\.08 now; widths: \{.*"Z":0\} there, \{.*"Z":0\.1\} now\)/,
    );
  });

  test('refuses changed inputs', async () => {
    await buildUntilShard(1);
    await appendFile(options.inputs[0]!, caesiumChloride(999));
    await expect(build()).rejects.toThrow(/inputs: \w+ there, \w+ now/);
  });

  test('refuses a state that is damaged or misses a shard', async () => {
    await buildUntilShard(2);
    await rm(join(options.out, 'patterns-00001.npy'));
    await expect(build()).rejects.toThrow(/patterns-00001.npy: is missing/);
    await writeFile(join(options.out, 'build.json'), '{"plan"');
    await expect(build()).rejects.toThrow(/build.json: is damaged; delete the folder/);
  });
});

const rockSaltCif = (i: number) => `data_NaCl${i}
_cell_length_a ${5.6 + i / 100}
_cell_length_b ${5.6 + i / 100}
_cell_length_c ${5.6 + i / 100}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'F m -3 m'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Na 0 0 0
Cl 0.5 0.5 0.5
`;

describe('a failing disk', () => {
  /** A disk that fails once at a file, as a full one does. */
  const fullAt = (name: string): Disk => {
    const full = (path: string) => path.endsWith(name);
    const error = new InputError(`${name}: cannot be written: the disk is full`);
    return {
      write: (path, content) =>
        full(path) ? Promise.reject(error) : localDisk.write(path, content),
      append: (path, text) => (full(path) ? Promise.reject(error) : localDisk.append(path, text)),
    };
  };

  test.each(['patterns-00002.npy', 'metadata.jsonl', 'structures.jsonl', 'manifest.json'])(
    'full at %s: it is said, and the build resumes',
    async (name) => {
      await expect(build({}, fullAt(name))).rejects.toThrow(/the disk is full/);
      expect(await readdir(options.out)).not.toContain('manifest.json');
      await build();
      await build({ out: join(folder, 'straight') });
      expect(await contentOf(options.out)).toEqual(await contentOf(join(folder, 'straight')));
    },
  );
});

describe('refused', () => {
  test('a folder of something else', async () => {
    await expect(build({ out: folder })).rejects.toThrow(/is not empty and holds no data set/);
  });

  test('a file in place of the folder', async () => {
    await expect(build({ out: options.inputs[0]! })).rejects.toThrow(InputError);
  });

  test.each([
    [{ workers: 0 }, 'workers must be a positive integer, got 0'],
    [{ inputs: [] }, 'a data set needs at least one file of structures'],
    [{ bIso: -1 }, 'bIso'],
    [{ seed: 1.5 }, 'seed'],
    [{ shardRows: 0 }, 'shardRows'],
    [{ shard: { index: 0, of: 2 } }, 'a shard is one of 1/n to n/n, got 0/2'],
    [{ shard: { index: 3, of: 2 } }, 'got 3/2'],
  ])('options %o', async (changes, message) => {
    const building = build(changes);
    await expect(building).rejects.toThrow(RangeError);
    await expect(building).rejects.toThrow(message);
  });
});
