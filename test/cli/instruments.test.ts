import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { INSTRUMENTS, instrumentNamed } from '../../src/pattern/index.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-instruments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, name);

function file(name: string, content: string): string {
  writeFileSync(path(name), content);
  return path(name);
}

const MINE = { name: 'mine', wavelength: 2.4, cutoff: 0.01, widths: { W: 0.04 } };
const INSTPRM = '#GSAS-II instrument parameter file\nType:PNC\nLam:2.4\nU:9\nV:0\nW:99\n';

test('without a name all presets are told', async () => {
  const { code, stdout, stderr } = await mauguin(['instruments']);
  expect([code, stderr]).toEqual([0, '']);
  for (const { name, title, source } of INSTRUMENTS) {
    expect(stdout).toContain(`${name}  ${title}`);
    expect(stdout).toContain(`source: ${source}`);
  }
});

test('--json prints one document', async () => {
  const { stdout } = await mauguin(['instruments', '--json']);
  const entries = JSON.parse(stdout) as { instrument: unknown; fwhm: unknown[] }[];
  expect(entries.map(({ instrument }) => instrument)).toEqual(INSTRUMENTS);
  expect(entries.every(({ fwhm }) => fwhm.length > 2)).toBe(true);
});

test('an instrument is saved, changed and used as a file, and drawn', async () => {
  const saved = path('mine.json');
  expect((await mauguin(['instruments', 'd2b', '--save', saved])).code).toBe(0);
  const instrument = JSON.parse(readFileSync(saved, 'utf8'));
  expect(instrument).toEqual(instrumentNamed('d2b'));
  writeFileSync(saved, JSON.stringify({ ...instrument, ...MINE }));
  const figure = path('mine.svg');
  const { code, stdout } = await mauguin(['instruments', 'd2b', saved, '--plot', figure]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^mine {2}.*\n {2}neutrons, 2\.4 Å/m);
  const svg = readFileSync(figure, 'utf8');
  expect(svg).toMatch(/^<svg/);
  for (const name of ['d2b', 'mine']) expect(svg).toContain(`>${name}</text>`);
});

test('what a file leaves open is said on stderr', async () => {
  const { code, stdout, stderr } = await mauguin(['instruments', file('w.instprm', INSTPRM)]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^w\n {2}neutrons, 2\.4 Å/);
  expect(stderr).toMatch(/states no 2θ range/);
});

test('--schema prints the JSON Schema that instrument files are held to', async () => {
  const { code, stdout } = await mauguin(['instruments', '--schema']);
  expect(code).toBe(0);
  const schema = JSON.parse(stdout);
  expect(schema).toMatchObject({
    $schema: expect.stringContaining('json-schema.org'),
    required: ['name', 'radiation', 'wavelength', 'grid', 'widths', 'polarisation'],
    additionalProperties: false,
  });
  for (const instrument of INSTRUMENTS) {
    for (const key of Object.keys(instrument)) expect(schema.properties).toHaveProperty(key);
  }
});

describe('what cannot be done', () => {
  test('one of two files: the other is done, exit code 1', async () => {
    const bad = file('bad.instprm', `${INSTPRM}V:-90\n`);
    const { code, stdout, stderr } = await mauguin(['instruments', 'hrpt', bad]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^hrpt/);
    expect(stderr).toMatch(/bad\.instprm: .* negative from 2θ = \d+\.\d+ to \d+\.\d+ degrees/);
  });

  test.each([
    [['d2x'], /no instrument and no file is named "d2x"/],
    [['d2b', '--schema'], /name none/],
    [['--save', path('a.json')], /--save writes one instrument/],
    [['d2b', '--plot', path('a.pdf')], /written as \.svg or \.png/],
    [['d2b', '--save', join(folder, 'no', 'a.json')], /cannot be written/],
  ])('%j: exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await mauguin(['instruments', ...args]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });
});
