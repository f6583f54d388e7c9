import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Headers, pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ZipEntry, zipOf } from '../../../test/zip.ts';
import { parseSource } from './parseSource.ts';
import { readSource } from './readSource.ts';
import { listSources } from './sourceFile.ts';
import type { SourceItem } from './sourceText.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function read(...paths: string[]): Promise<SourceItem[]> {
  const { files, faults } = await listSources(paths);
  const items: SourceItem[] = [...faults];
  for (const one of files) for await (const item of readSource(one)) items.push(item);
  return items;
}

/** File, and id of each structure or kind of its fault. */
async function told(...paths: string[]): Promise<(readonly string[])[]> {
  return (await read(...paths)).flatMap((item) => {
    if (item.kind === 'ignored') return [[item.file, 'ignored']];
    if (item.kind === 'fault') return [[item.file, item.fault.kind]];
    return parseSource(item, {}).map(({ result }) => [
      item.file,
      result.ok ? result.crystal.id : result.fault.kind,
    ]);
  });
}

const cif = (name: string, edge = 3.6) => `data_${name}
_cell_length_a ${edge}
_cell_length_b ${edge}
_cell_length_c ${edge}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_IT_number 225
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Cu 0 0 0
`;
const LINE =
  '{"id":"po","source":"made up","formula":"Po","spaceGroup":221,"cell":[3.3,3.3,3.3,90,90,90],"sites":[["Po",0,0,0]]}';
const POSCAR = 'Po\n3.3\n1 0 0\n0 1 0\n0 0 1\nPo\n1\nDirect\n0 0 0\n';

type TarMember = readonly [Partial<Headers> & { readonly name: string }, string];

async function tarOf(members: readonly TarMember[]): Promise<Buffer> {
  const tar = pack();
  for (const [header, content] of members) tar.entry(header, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const MEMBERS: readonly (readonly [string, string | Uint8Array])[] = [
  ['b/two.cif', cif('one') + cif('two')],
  ['a.cif.gz', gzipSync(cif('a'))],
  ['POSCAR_po', POSCAR],
  ['lines.jsonl', `${LINE}\n\n${LINE}\n`],
  ['README.md', 'data_ of copper'],
  ['.hidden.cif', cif('hidden')],
  ['broken.cif', 'data_broken\n_cell_length_a x\n'],
];

const expected = (root: string) =>
  [
    ['b/two.cif', 'one'],
    ['b/two.cif', 'two'],
    ['a.cif.gz', 'a'],
    ['POSCAR_po', 'POSCAR_po'],
    ['lines.jsonl', 'po'],
    ['lines.jsonl', 'po'],
    ['broken.cif', 'bad-number'],
  ].map(([name, id]) => [`${root}/${name}`, id]);

const ignored = (root: string) =>
  ['README.md', '.hidden.cif'].map((n) => [`${root}/${n}`, 'ignored']);

describe('a folder', () => {
  test('is read with its folders, by name, what is no structure left out', async () => {
    for (const [name, content] of MEMBERS) await file(`all/${name}`, content);
    const list = await listSources([join(folder, 'all')]);
    expect(list.ignored).toBe(2);
    expect(list.files.map(({ file: name }) => name)).toEqual([
      'all/POSCAR_po',
      'all/a.cif.gz',
      'all/b/two.cif',
      'all/broken.cif',
      'all/lines.jsonl',
    ]);
    expect((await told(join(folder, 'all'))).sort()).toEqual(expected('all').sort());
  });

  test.skipIf(process.platform === 'win32')('links to folders are not followed', async () => {
    await file('all/a.cif', cif('a'));
    await symlink(join(folder, 'all'), join(folder, 'all/loop'));
    await symlink(join(folder, 'gone.cif'), join(folder, 'all/z.cif'));
    expect(await told(join(folder, 'all'))).toEqual([
      ['all/loop', 'link'],
      ['all/z.cif', 'unreadable'],
      ['all/a.cif', 'a'],
    ]);
  });

  test('that is not there is an error', async () => {
    await expect(listSources([join(folder, 'gone')])).rejects.toThrow('there is no such file');
  });
});

describe('a file', () => {
  test.each([
    ['x.bin', Uint8Array.of(1, 2, 0, 3)],
    ['notes', 'Once upon a time'],
    ['empty.cif', ''],
    ['damaged.cif.gz', gzipSync(cif('a')).subarray(0, 60)],
  ])('%s is a fault among the others, without its path', async (name, content) => {
    const path = await file(name, content);
    const items = await read(path, await file('a.cif', cif('a')));
    expect(items.map(({ kind }) => kind)).toEqual(['fault', 'text']);
    expect(items[0]).toMatchObject({ file: name, fault: { kind: 'unreadable' } });
    expect(JSON.stringify(items[0])).not.toContain(folder);
  });

  test.each([
    ['text', cif('a'), 'a'],
    ['structure', POSCAR, 'structure'],
    ['lines', LINE, 'po'],
  ])('%s is known by its content', async (name, content, id) => {
    expect(await told(await file(name, content))).toEqual([[name, id]]);
  });
});

describe.each([
  ['all.tar', (tar: Buffer) => tar],
  ['all.tgz', gzipSync],
  ['all.tar.gz', gzipSync],
])('%s', (name, wrap) => {
  const tarFile = async (members: readonly TarMember[]) => file(name, wrap(await tarOf(members)));

  test('is read in its order', async () => {
    const members = MEMBERS.map(
      ([member, content]) => [{ name: member }, content] as unknown as TarMember,
    );
    expect((await told(await tarFile(members))).sort()).toEqual(
      [...expected(name), ...ignored(name)].sort(),
    );
  });

  test.each(['../out.cif', '/etc/out.cif', 'a/../../out.cif', 'C:\\out.cif', '..\\out.cif'])(
    'is refused whole for the path %s',
    async (path) => {
      const members: TarMember[] = [
        [{ name: 'good.cif' }, cif('good')],
        [{ name: path }, cif('bad')],
      ];
      expect(await told(await tarFile(members))).toEqual([[name, 'unsafe-archive']]);
    },
  );

  test('links in it are not followed', async () => {
    const members: TarMember[] = [
      [{ name: 'a.cif', type: 'symlink', linkname: '/etc/passwd' }, ''],
      [{ name: 'b.cif', type: 'link', linkname: 'c.cif' }, ''],
      [{ name: 'c.cif' }, cif('c')],
      [{ name: 'd.zip' }, 'PK'],
    ];
    expect(await told(await tarFile(members))).toEqual([
      [`${name}/a.cif`, 'link'],
      [`${name}/b.cif`, 'link'],
      [`${name}/c.cif`, 'c'],
      [`${name}/d.zip`, 'nested-archive'],
    ]);
  });

  test('of a damaged one what comes before the damage is read', async () => {
    const tar = await tarOf(
      Array.from({ length: 40 }, (_, i) => [{ name: `${i}.cif` }, cif(`n${i}`, 3 + i / 7)]),
    );
    const whole = wrap(tar);
    const found = await told(await file(name, whole.subarray(0, Math.floor(whole.length / 2))));
    expect(found.at(-1)).toEqual([name, 'unreadable']);
    expect(found.length).toBeGreaterThan(5);
    expect(found.slice(0, -1)).toEqual(
      found.slice(0, -1).map((_, i) => [`${name}/${i}.cif`, `n${i}`]),
    );
  });
});

describe('a bomb', () => {
  test('of a tar.gz is refused', async () => {
    const zeros = Buffer.alloc(2 ** 20);
    const tar = pack();
    const header = { name: 'big.txt', size: 100 * zeros.length };
    const entry = tar.entry(header);
    const chunks: Buffer[] = [];
    const collected = (async () => {
      for await (const chunk of tar) chunks.push(chunk);
    })();
    for (let i = 0; i < 100; i++) {
      if (!entry.write(zeros)) await new Promise((resolve) => entry.once('drain', resolve));
    }
    entry.end();
    tar.finalize();
    await collected;
    const path = await file('bomb.tar.gz', gzipSync(Buffer.concat(chunks)));
    expect(await told(path)).toEqual([['bomb.tar.gz', 'unsafe-archive']]);
  });

  test('of a gzip-compressed member, or a member too large, is a fault of its own', async () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 26 + 1));
    const members: ZipEntry[] = [
      { name: 'bomb.cif.gz', content: bomb },
      { name: 'a.cif', content: Buffer.from(cif('a')) },
    ];
    const path = await file('all.zip', zipOf(members));
    expect(await told(path)).toEqual([
      ['all.zip/bomb.cif.gz', 'unreadable'],
      ['all.zip/a.cif', 'a'],
    ]);
    const large = await file(
      'large.zip',
      zipOf([{ name: 'a.cif', content: Buffer.from('x'), size: 2 ** 26 + 2 }]),
    );
    expect(await told(large)).toEqual([['large.zip', 'unsafe-archive']]);
    const tar = await tarOf([
      [{ name: 'long.cif' }, 'x'.repeat(2 ** 26 + 1)],
      [{ name: 'a.cif' }, cif('a')],
    ]);
    expect(await told(await file('large.tar', tar))).toEqual([
      ['large.tar/long.cif', 'unreadable'],
      ['large.tar/a.cif', 'a'],
    ]);
  });

  test('of a zip is refused by its directory', async () => {
    const content = Buffer.alloc(2 ** 25);
    const members = Array.from({ length: 5 }, (_, i) => ({ name: `${i}.cif`, content }));
    const path = await file('bomb.zip', zipOf(members));
    const [item] = await read(path);
    expect(item).toMatchObject({ fault: { kind: 'unsafe-archive' } });
    expect(item).toMatchObject({ fault: { message: expect.stringContaining('200 times') } });
  });
});

describe('a zip', () => {
  const zipFile = (members: readonly ZipEntry[]) => file('all.zip', zipOf(members));

  test('is read in its order', async () => {
    const members = MEMBERS.map(([name, content]) => ({ name, content: Buffer.from(content) }));
    expect(
      (await told(await zipFile([{ name: 'b/', content: Buffer.alloc(0) }, ...members]))).sort(),
    ).toEqual([...expected('all.zip'), ...ignored('all.zip')].sort());
  });

  test.each(['../out.cif', '/etc/out.cif', 'C:/out.cif', '..\\out.cif'])(
    'is refused whole for the path %s',
    async (name) => {
      const good = { name: 'good.cif', content: Buffer.from(cif('good')) };
      const bad = { name, content: Buffer.from(cif('bad')) };
      expect(await told(await zipFile([good, bad]))).toEqual([['all.zip', 'unsafe-archive']]);
    },
  );

  test('links, encrypted and damaged members are faults among the others', async () => {
    const content = Buffer.from(cif('a'));
    const path = await zipFile([
      { name: 'link.cif', content: Buffer.from('/etc/passwd'), mode: 0o120777 },
      { name: 'secret.cif', content, flags: 1 },
      { name: 'short.cif', content, size: content.length + 9 },
      { name: 'a.cif', content },
    ]);
    expect(await told(path)).toEqual([
      ['all.zip/link.cif', 'link'],
      ['all.zip/secret.cif', 'unreadable'],
      ['all.zip/short.cif', 'unreadable'],
      ['all.zip/a.cif', 'a'],
    ]);
  });

  test('cut short is a fault', async () => {
    const bytes = zipOf([{ name: 'a.cif', content: Buffer.from(cif('a')) }]);
    expect(await told(await file('all.zip', bytes.subarray(0, 100)))).toEqual([
      ['all.zip', 'unreadable'],
    ]);
  });
});

describe('a table', () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  // Headings of mp_20 (Xie et al., ICLR 2022).
  const HEADINGS = ',material_id,pretty_formula,elements,cif,spacegroup.number';
  const row = (i: number, text: string, group = '225') =>
    `${i},mp-${i},Cu,"['Cu']",${quoted(text)},${group}`;

  test('as mp_20: its column of CIFs, ids and space groups', async () => {
    const table = `${HEADINGS}\n${row(0, cif('x'))}\n${row(1, cif('x', 3.7), '')}\n`;
    const items = await read(await file('train.csv', table));
    expect(items).toMatchObject([
      { kind: 'text', format: 'cif', id: 'mp-0', spaceGroup: 225, line: 2, source: 'train.csv' },
      { kind: 'text', format: 'cif', id: 'mp-1', line: 17 },
    ]);
    expect(items[1]).not.toHaveProperty('spaceGroup');
    expect(items.map((item) => item.kind === 'text' && item.text)).toEqual([
      cif('x'),
      cif('x', 3.7),
    ]);
  });

  test('is known by its content where the heading says nothing, compressed, with tabs', async () => {
    const text = cif('x');
    const table = `﻿name\twhatever\r\nab\t${quoted(text)}\r\n`;
    expect(await told(await file('t.tsv.gz', gzipSync(table)))).toEqual([['t.tsv.gz', 'ab']]);
  });

  test('without CIFs, without rows, with empty cells, cut within quotes', async () => {
    expect(await told(await file('none.csv', 'a,b\n1,2\n'))).toEqual([
      ['none.csv', 'no-cif-column'],
    ]);
    expect(await told(await file('head.csv', `${HEADINGS}\n`))).toEqual([
      ['head.csv', 'unreadable'],
    ]);
    const cut = `${HEADINGS}\n${row(0, cif('x'))}\n${row(1, '')}\n${row(2, cif('y')).slice(0, 80)}`;
    expect(await told(await file('cut.csv', cut))).toEqual([
      ['cut.csv', 'mp-0'],
      ['cut.csv', 'unreadable'],
      ['cut.csv', 'unreadable'],
    ]);
  });
});

describe('names that a list of ids may use', () => {
  const names = async (path: string) => {
    const [item] = await read(path);
    return item?.kind === 'text' ? parseSource(item, {})[0]!.names : [];
  };

  test.each([
    ['1000041.cif', cif('1000041'), ['1000041']],
    [
      'EntryWithCollCode1234.cif',
      `${cif('1234-ICSD')}_database_code_ICSD 1234\n`,
      ['1234-ICSD', '1234', 'EntryWithCollCode1234'],
    ],
    ['mp-30.cif', cif('Cu'), ['Cu', 'mp-30']],
    ['CONTCAR.vasp', POSCAR, ['CONTCAR']],
  ])('of %s', async (name, text, expectedNames) => {
    expect(await names(await file(name, text))).toEqual(expectedNames);
  });
});

test('a fault tells the line in its file', async () => {
  const table = `id,cif\na,"${cif('x')}"\nb,"${cif('y').replace('3.6', 'long')}"\n`;
  const items = await read(await file('t.csv', table));
  const parsed = items.flatMap((item) => (item.kind === 'text' ? parseSource(item, {}) : []));
  const { line, result } = parsed[1]!;
  expect(result).toMatchObject({ ok: false, fault: { where: 'b' } });
  const lines = (await readFile(join(folder, 't.csv'), 'utf8')).split('\n');
  expect(lines[line - 1]).toContain('long');
});
