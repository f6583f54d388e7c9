import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BT1_GE311, instrumentNamed } from '../pattern/index.ts';
import { InputError } from './inputError.ts';
import { openInstrument } from './openInstrument.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-instrument-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test('a preset by its name, in any case', async () => {
  expect(await openInstrument('bt1-ge311')).toEqual({ instrument: BT1_GE311, warnings: [] });
  expect((await openInstrument('D2B')).instrument).toEqual(instrumentNamed('d2b'));
});

test('a wanted grid takes the place of the instrument’s', async () => {
  const grid = { start: 10, step: 0.1, count: 100 };
  expect((await openInstrument('hrpt', { grid })).instrument.grid).toEqual(grid);
});

test('a file of our own, saved and opened', async () => {
  const path = await file('my own é.json', JSON.stringify(BT1_GE311, null, 2));
  expect(await openInstrument(path)).toEqual({ instrument: BT1_GE311, warnings: [] });
});

test('the file of another program, with what is assumed', async () => {
  const path = await file('w.instprm', '#GSAS-II\nType:PNC\nLam:2.4\nU:9\nV:0\nW:99\n');
  const { instrument, warnings } = await openInstrument(path);
  expect(instrument).toMatchObject({ name: 'w', wavelength: 2.4 });
  expect(warnings).toHaveLength(1);
});

describe('what is no instrument is an InputError that says where and why', () => {
  const messageOf = async (path: string): Promise<string> => {
    const error = await openInstrument(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  };

  test('neither a name nor a file', async () => {
    expect(await messageOf('d2x')).toMatch(/no instrument and no file is named "d2x".*bt1-ge311/);
  });

  test('a folder', async () => {
    expect(await messageOf(folder)).toMatch(/is a folder/);
  });

  test('an empty file', async () => {
    expect(await messageOf(await file('empty.prm', ''))).toMatch(/is empty/);
  });

  test('a faulty line', async () => {
    const path = await file('broken.instprm', '#GSAS-II\nType:PNC\nnonsense\n');
    expect(await messageOf(path)).toMatch(/broken\.instprm:3: “nonsense” is no name:value/);
  });

  test('an unknown key in our own JSON', async () => {
    const path = await file('typo.json', JSON.stringify({ ...BT1_GE311, wavelenght: 2 }));
    expect(await messageOf(path)).toMatch(/typo\.json: .*wavelenght/);
  });

  test('a large file', async () => {
    expect(await messageOf(await file('large.prm', new Uint8Array(2 ** 20 + 1)))).toMatch(
      /too long/,
    );
  });

  test('a binary file', async () => {
    const bytes = Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256);
    expect(await messageOf(await file('scan.raw', bytes))).toMatch(/none that is known/);
  });
});
