import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTinyDataset } from '../tinyDataset.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-verbs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);
const data = inFolder('data');

beforeAll(async () => {
  await buildTinyDataset(data);
  const recipe = { epochs: 1, batchSize: 12, warmUpSteps: 1, stemMaxPool: true };
  writeFileSync(inFolder('recipe.json'), JSON.stringify(recipe));
});

describe('a split', () => {
  const file = join(data, 'splits', 'prototype-3.json');
  const train = (out: string, ...more: readonly string[]) =>
    mauguin([
      ...['train', data, '--task', 'space-group', '--space-groups', 'more-than-10'],
      ...['--recipe', inFolder('recipe.json'), '--out', inFolder(out), ...more],
    ]);

  test('is made, trained and evaluated under', async () => {
    const made = await mauguin([
      ...['dataset', 'split', data, '--by', 'prototype', '--test', '0.3'],
      ...['--labelled', '0.5,0.25', '--seed', '3', '--json'],
    ]);
    expect(made.code).toBe(0);
    const told = JSON.parse(made.stdout);
    expect(told).toMatchObject({ file, test: 16, train: 32, labelled: { 0.25: 8, 0.5: 16 } });
    expect(JSON.parse(readFileSync(file, 'utf8')).sha256).toBe(told.sha256);

    const trained = await train('strict', '--split', file, '--labelled', '0.5');
    expect(trained.stderr).toContain('split by prototype: 16 test patterns held out');
    expect(trained.code).toBe(0);
    const ask = (...more: readonly string[]) =>
      mauguin(['evaluate', inFolder('strict'), '--dataset', data, '--json', ...more]);
    expect(JSON.parse((await ask('--split', file)).stdout)).toMatchObject({ n: 16 });
    const without = await ask();
    expect(without.code).toBe(2);
    expect(without.stderr).toMatch(
      /trained under a split by prototype .* give its file with --split/,
    );
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no such folder', ['dataset', 'split', inFolder('none')], /holds no data set/],
    [
      'a share of all',
      ['dataset', 'split', data, '--labelled', '0.5,1'],
      /must be below 1|below 1/,
    ],
    ['an unknown kind', ['dataset', 'split', data, '--by', 'colour'], /colour/],
    [
      'one compound only',
      ['dataset', 'split', data, '--by', 'formula'],
      /leaves no row to test on/,
    ],
    [
      'a split without a data set',
      ['evaluate', 'bravais-neutron', '--structures', 'x', '--split', 'y'],
      /--split says what the test part of a --dataset is/,
    ],
  ])('refuses %s', async (_, args, message) => {
    const { code, stdout, stderr } = await mauguin(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/report this/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

test('build and info count what was assumed, and what came with warnings', async () => {
  const line = (id: string, ...sites: readonly (readonly unknown[])[]) =>
    JSON.stringify({
      ...{ id, source: 'made up', formula: 'Fe', spaceGroup: 221 },
      ...{ cell: [4, 4, 4, 90, 90, 90], sites },
    });
  const lines = [
    line('known', ['Fe', 0, 0, 0, 1, 0.01]),
    line('unknown', ['Fe', 0, 0, 0]),
    line('partly', ['Fe', 0, 0, 0, 1, 0.01], ['Gd', 0.5, 0.5, 0.5]),
  ];
  writeFileSync(inFolder('three.jsonl'), lines.join('\n'));
  const out = inFolder('three');
  const built = await mauguin([
    ...['dataset', 'build', inFolder('three.jsonl'), '--out', out, '--b-iso', '0.5'],
  ]);
  const remarks = [
    'atoms without a displacement value, in 2 structures, got B = 0.5 Å² (--b-iso)',
    '1 structure came with warnings (metadata.jsonl)',
  ];
  expect(built.stdout).toBe(`3 patterns in ${out}\n`);
  for (const remark of remarks) expect(built.stderr).toContain(`${remark}\n`);
  const told = await mauguin(['dataset', 'info', out]);
  for (const remark of remarks) expect(told.stdout).toContain(`${remark}\n`);
  const { counts } = JSON.parse((await mauguin(['dataset', 'info', out, '--json'])).stdout);
  expect(counts).toMatchObject({ kept: 3, warned: 1, withoutDisplacement: 2 });
});
