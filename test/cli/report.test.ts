import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openModel } from '../../src/io/index.ts';
import { forwardGraph } from '../../src/model/index.ts';
import { createRng } from '../../src/random/index.ts';
import { epochOf, runPlan } from '../fixtures/trainingRuns.ts';
import { relativeDifference } from '../goldenNetwork.ts';
import { openGraph } from '../runGraph.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(name: string, events: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'run.json'), JSON.stringify({ ...runPlan, formatVersion: 1 }));
  writeFileSync(join(path, 'events.jsonl'), events);
  return path;
}

const lines = (count: number) =>
  Array.from({ length: count }, (_, i) => `${JSON.stringify(epochOf(i + 1))}\n`).join('');

const first = run('one/run', lines(2));
const second = run('two/run', lines(3));
const damaged = run('damaged', `${lines(1)}nonsense\n`);

describe('report', () => {
  test('draws runs of the same name on one page and in figures', async () => {
    const out = join(folder, 'report');
    const { code, stdout, stderr } = await mauguin([
      ...['report', first, second, '--out', out, '--json'],
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { runs, files } = JSON.parse(stdout);
    expect(runs).toMatchObject([
      { name: 'one/run', epochs: 2, plannedEpochs: 4, finished: false },
      { name: 'two/run', epochs: 3, bestEpoch: 3, validation: { top5: 0.6000000000000001 } },
    ]);
    expect(readdirSync(out).sort()).toEqual(
      files.map((file: string) => file.slice(out.length + 1)).sort(),
    );
    const page = readFileSync(join(out, 'index.html'), 'utf8');
    expect(page).toContain('one/run');
    expect(page).toContain('unfinished, 3 of 4 epochs');
  });

  test('does not replace what is there unless asked', async () => {
    const out = join(folder, 'again');
    expect((await mauguin(['report', first, '--out', out])).stdout).toBe(
      `${join(out, 'index.html')}\n`,
    );
    const refused = await mauguin(['report', second, '--out', out]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/again: this folder is not empty; .*--force/);
    expect((await mauguin(['report', second, '--out', out, '--force'])).code).toBe(0);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('3 of 4');
  });

  test('names the damaged line, draws the other runs, and says so by its exit code', async () => {
    const out = join(folder, 'partial');
    const { code, stdout, stderr } = await mauguin([
      ...['report', damaged, first, '--out', out, '--json'],
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/damaged.events\.jsonl, line 2: is not JSON/);
    const { runs, unread } = JSON.parse(stdout);
    expect(runs).toHaveLength(1);
    expect(unread).toMatchObject([{ folder: damaged }]);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no run', [join(folder, 'none')], /none: there is no such folder/],
    ['a folder without run', [folder], /no training run here/],
    ['a run given twice', [first, join(first, '.')], /given twice/],
  ])('%s: nothing is written', async (_, runs, message) => {
    const out = join(folder, 'never');
    const { code, stderr } = await mauguin(['report', ...runs, '--out', out]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(existsSync(out)).toBe(false);
  });
});

describe('export', () => {
  test('writes a released model as a file that answers as the model does', async () => {
    const out = join(folder, 'bravais.onnx');
    const { code, stdout } = await mauguin(['export', 'bravais-neutron', '--out', out, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ model: 'bravais-neutron', classes: 14, out });
    const { card, parameters } = await openModel('bravais-neutron');
    const points = card.input.instrument.grid.count;
    const rng = createRng(3);
    const x = Float32Array.from({ length: 2 * points }, () => rng.uniform() ** 8);
    const [exported, own] = await Promise.all(
      [readFileSync(out), forwardGraph(card.architecture, parameters)].map(async (bytes) => {
        const graph = await openGraph(bytes);
        return (await graph({ x: [x, [2, points]] })).logits!;
      }),
    );
    expect(exported).toHaveLength(28);
    expect(relativeDifference(exported!, own!)).toBeLessThan(1e-6);
  });

  test('does not replace a file unless asked', async () => {
    const out = join(folder, 'mine.onnx');
    writeFileSync(out, 'mine');
    const refused = await mauguin(['export', 'bravais-neutron', '--out', out]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/mine\.onnx: is there already; .*--force/);
    expect(readFileSync(out, 'utf8')).toBe('mine');
    expect((await mauguin(['export', 'bravais-neutron', '--out', out, '--force'])).code).toBe(0);
    expect(readFileSync(out).length).toBeGreaterThan(2e6);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['an unknown model', ['nobody', '--out', join(folder, 'a.onnx')], /nobody: no such model/],
    ['an unfinished run', [first, '--out', join(folder, 'a.onnx')], /is the training run finished/],
    ['another ending', ['bravais-neutron', '--out', join(folder, 'a.pt')], /ends in \.onnx/],
    [
      'a folder that is not there',
      ['bravais-neutron', '--out', join(folder, 'no', 'a.onnx')],
      /cannot be written: there is no such file or folder/,
    ],
  ])('refuses %s', async (_, args, message) => {
    const { code, stderr } = await mauguin(['export', ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(readdirSync(folder).filter((name) => /^a\.|\.tmp$/.test(name))).toEqual([]);
  });
});
