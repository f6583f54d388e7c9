import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenDataset, readMetadata } from '../../src/io/index.ts';
import { buildTinyDataset } from '../tinyDataset.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-exported-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);
const data = inFolder('data');

/** More than a group of rows, so that there are several in a file. */
const ROWS = 1100;
let dataset: OpenDataset;
let patterns: Float32Array;
const ids: string[] = [];

beforeAll(async () => {
  dataset = await buildTinyDataset(data, { rows: ROWS });
  patterns = new Float32Array(ROWS * 64);
  dataset.patterns.read(
    Uint32Array.from({ length: ROWS }, (_, i) => i),
    patterns,
  );
  for await (const { id } of readMetadata(data)) ids.push(id);
}, 60_000);

/** Of PyPI: Debian 12 lacks them, and pandas needs pyarrow for Parquet. */
const FROM_PYPI = ['pyarrow', 'polars'];

/**
 * A Python with the given modules. CI must have one with what Debian has (python3-numpy, python3-pandas);
 * where it cannot reach PyPI, `MAUGUIN_WITHOUT_PYPI` says so.
 */
function pythonWith(...modules: readonly string[]): string | undefined {
  const python = ['/usr/bin/python3', 'python3', 'python'].find(
    (command) => spawnSync(command, ['-c', `import ${modules.join()}`]).status === 0,
  );
  const isExcused = process.env.MAUGUIN_WITHOUT_PYPI && modules.some((m) => FROM_PYPI.includes(m));
  if (python === undefined && process.env.CI && !isExcused) {
    throw new Error(`CI needs Python with ${modules.join(', ')}`);
  }
  return python;
}

function runPython(python: string, program: string, ...args: readonly string[]) {
  const options = { encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr } = spawnSync(python, ['-c', program, ...args], options);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function exported(format: 'npy' | 'parquet', name: string): Promise<string> {
  const out = inFolder(name);
  const args = ['dataset', 'export', data, '--format', format, '--out', out, '--json'];
  const { code, stdout, stderr } = await mauguin(args);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ out, format, patterns: ROWS });
  return out;
}

/** What every reader is asked for: sums and one whole row tell a wrong order or a wrong value. */
function expectPatterns(read: { shape: number[]; sum: number; row: number[] }): void {
  expect(read.shape).toEqual([ROWS, 64]);
  expect(read.sum).toBeCloseTo(
    patterns.reduce((sum, y) => sum + y, 0),
    6,
  );
  expect(read.row).toEqual([...patterns.subarray(777 * 64, 778 * 64)]);
}

describe('for NumPy', () => {
  const python = pythonWith('numpy', 'pandas');
  const READER = `
import json, sys, numpy as np, pandas as pd
folder = sys.argv[1]
y = np.load(folder + '/patterns.npy', mmap_mode='r')
two_theta = np.load(folder + '/two-theta.npy')
groups = np.load(folder + '/space-groups.npy')
rows = pd.read_csv(folder + '/rows.csv')
print(json.dumps({
  'dtypes': [str(y.dtype), str(two_theta.dtype), str(groups.dtype)],
  'shape': y.shape, 'sum': float(y.astype('f8').sum()), 'row': y[777].astype('f4').tolist(),
  'two_theta': two_theta[:3].tolist(), 'groups': groups.tolist(),
  'ids': rows.id.tolist(), 'same': bool((rows.space_group == groups).all()),
  'columns': list(rows.columns), 'volume': float(rows.volume[1]),
}))`;

  test.skipIf(python === undefined)('arrays and table are what the data set holds', async () => {
    const read = runPython(python!, READER, await exported('npy', 'arrays'));
    expectPatterns(read);
    expect(read).toMatchObject({
      dtypes: ['float16', 'float64', 'uint8'],
      two_theta: [20, 22, 24],
      same: true,
      volume: 27.271,
    });
    expect(read.groups).toEqual([...dataset.spaceGroups]);
    expect(read.ids).toEqual(ids);
    expect(read.columns).toContain('bravais');
  });
});

describe('as Parquet', () => {
  const READ = `
import json, sys
print(json.dumps({
  'shape': y.shape, 'sum': float(y.astype('f8').sum()), 'row': y[777].tolist(),
  'ids': list(table['id']), 'groups': list(map(int, table['space_group'])),
  'bravais': table['bravais'][2], 'volume': float(table['volume'][1]),
}))`;
  const readers = {
    pandas: `
import sys, numpy as np, pandas as pd
table = pd.read_parquet(sys.argv[1])
y = np.stack(table['pattern'])
assert y.dtype == np.float32
${READ}`,
    polars: `
import sys, numpy as np, polars as pl
table = pl.read_parquet(sys.argv[1])
assert table.schema['pattern'] == pl.List(pl.Float32)
y = np.array(table['pattern'].to_list(), dtype='f4')
${READ}`,
  };
  const modules = { pandas: ['numpy', 'pandas', 'pyarrow'], polars: ['numpy', 'polars'] };
  let file: Promise<string> | undefined;

  for (const reader of ['pandas', 'polars'] as const) {
    const python = pythonWith(...modules[reader]);
    test.skipIf(python === undefined)(`${reader} reads what the data set holds`, async () => {
      file ??= exported('parquet', 'set.parquet');
      const read = runPython(python!, readers[reader], await file);
      expectPatterns(read);
      expect(read).toMatchObject({ bravais: 'cI', volume: 27.271 });
      expect(read.ids).toEqual(ids);
      expect(read.groups).toEqual([...dataset.spaceGroups]);
    });
  }
});

test('Parquet is read back by hyparquet, too', async () => {
  const file = await asyncBufferFromFile(await exported('parquet', 'read-here.parquet'));
  const table = await parquetReadObjects({ file });
  expect(table.map(({ id }) => id)).toEqual(ids);
  expect(table.map((row) => Number(row.space_group))).toEqual([...dataset.spaceGroups]);
  expectPatterns({
    shape: [table.length, table[0]!.pattern.length],
    sum: table.reduce(
      (sum, { pattern }) => pattern.reduce((s: number, y: number) => s + y, sum),
      0,
    ),
    row: [...table[777]!.pattern],
  });
});

test.each(['npy', 'parquet'])(
  '%s: nothing is overwritten, and nothing half-written left',
  async (format) => {
    const out = inFolder(`taken-${format}`);
    writeFileSync(out, 'mine');
    const write = (from: string, to: string) =>
      mauguin(['dataset', 'export', from, '--format', format, '--out', to]);
    const taken = await write(data, out);
    expect(taken.code).toBe(2);
    expect(taken.stderr).toMatch(/exists; choose another/);
    expect(readFileSync(out, 'utf8')).toBe('mine');

    const damaged = inFolder(`damaged-${format}`);
    await buildTinyDataset(damaged, { rows: 9 });
    const path = join(damaged, 'patterns-00000.npy');
    const bytes = readFileSync(path);
    bytes[300]! ^= 1;
    writeFileSync(path, bytes);
    const half = inFolder(`half-${format}`);
    const failed = await write(damaged, half);
    expect(failed.code).toBe(2);
    expect(failed.stderr).toMatch(/patterns-00000\.npy: does not match its checksum/);
    expect(existsSync(half)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  },
);
