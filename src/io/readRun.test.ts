import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CARD } from '../../test/fixtures/card.ts';
import { adversarialScore, epochOf, runPlan } from '../../test/fixtures/trainingRuns.ts';
import { parseRecipe } from '../training/index.ts';
import { InputError } from './inputError.ts';
import { readRun } from './readRun.ts';
import { runNames } from './runNames.ts';
import { checkReportFolder, writeReport } from './writeReport.ts';

const root = mkdtempSync(join(tmpdir(), 'mauguin-report-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
/** A new folder with files of these contents, anything but text as JSON. */
function folder(files: Readonly<Record<string, unknown>>): string {
  const path = join(root, `${++count}`);
  mkdirSync(join(path, 'generated'), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      join(path, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }
  return path;
}

/** As `train` writes it: complete, with the version of its format. */
const plan = { ...runPlan, formatVersion: 1, recipe: parseRecipe({ epochs: 4 }) };

const lines = (...epochs: readonly unknown[]) =>
  epochs.map((epoch) => `${JSON.stringify(epoch)}\n`).join('');

describe('readRun', () => {
  test('reads early runs, without method and times; leaves out what it doesn’t know', async () => {
    const { method: _, labelled: __, ...early } = plan;
    const path = folder({
      'run.json': { ...early, later: true },
      'events.jsonl': lines(epochOf(1), { ...epochOf(2), later: 1 }),
    });
    expect(await readRun(path, 'mine')).toEqual({
      name: 'mine',
      folder: path,
      plan,
      epochs: [epochOf(1), epochOf(2)],
      generated: [],
    });
  });

  test('reads a finished semi-supervised run with its figures in order', async () => {
    const epoch = { ...epochOf(1), seconds: 3, samplesPerSecond: 5, adversarial: adversarialScore };
    const path = folder({
      'run.json': { ...plan, method: 'sgan', labelled: 0.05 },
      'events.jsonl': lines(epoch),
      'card.json': CARD,
      'generated/epoch-010.svg': '<?xml version="1.0"?>\n<svg>10</svg>',
      'generated/epoch-002.svg': '<svg>2</svg>',
      'generated/notes.txt': 'not a figure',
    });
    const run = await readRun(path, 'gan');
    expect(run.epochs).toEqual([epoch]);
    expect(run.model).toEqual({ bestEpoch: 1, samples: 30 });
    expect(run.generated.map(({ epoch }) => epoch)).toEqual([2, 10]);
    expect(run.plan).toMatchObject({ method: 'sgan', labelled: 0.05 });
  });

  test.each<[string, () => string, RegExp]>([
    ['no folder', () => join(root, 'none'), /none: there is no such folder/],
    ['a folder without run', () => folder({}), /no training run here \(no run\.json\)/],
    ['a file', () => join(folder({ 'run.json': plan }), 'run.json'), /is a file/],
    ['a plan that is not JSON', () => folder({ 'run.json': '{' }), /run\.json: is not JSON/],
    [
      'a plan of something else',
      () => folder({ 'run.json': { ...plan, task: 'sudoku' } }),
      /run\.json: .*task/,
    ],
    [
      'half a line',
      () => folder({ 'run.json': plan, 'events.jsonl': `${lines(epochOf(1))}{"epoch":2,` }),
      /events\.jsonl, line 2: is not JSON/,
    ],
    [
      'a line with words for numbers',
      () =>
        folder({
          'run.json': plan,
          'events.jsonl': lines(epochOf(1), epochOf(2), { ...epochOf(3), trainingLoss: 'low' }),
        }),
      /events\.jsonl, line 3: .*trainingLoss/,
    ],
    [
      'a damaged card',
      () => folder({ 'run.json': plan, 'card.json': '{}' }),
      /card\.json: .*format version/,
    ],
    [
      'a figure that is none',
      () => folder({ 'run.json': plan, 'generated/epoch-001.svg': 'PNG' }),
      /epoch-001\.svg: is not an SVG figure/,
    ],
  ])('says what is wrong with %s', async (_, make, message) => {
    const reading = readRun(make(), 'run');
    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(message);
  });
});

describe('runNames', () => {
  test('are the folders’ own, longer where two are the same', () => {
    expect(runNames(['runs/a', 'runs/b/'])).toEqual(['a', 'b']);
    expect(runNames(['x/runs/a', 'y/runs/a', 'y/runs/b'])).toEqual(['x/runs/a', 'y/runs/a', 'b']);
  });

  test('a run given twice is refused, by whatever path', () => {
    expect(() => runNames(['runs/a', 'runs/../runs/a'])).toThrow(/runs\/\.\.\/runs\/a: .*twice/);
  });
});

describe('the folder of a report', () => {
  test('is made, and is replaced only when asked; what is not ours stays', async () => {
    const out = join(root, 'deep', 'report');
    await checkReportFolder(out, false);
    const figures = [
      { name: 'loss', svg: '<svg/>' },
      { name: 'top5', svg: '<svg/>' },
    ];
    const files = await writeReport(out, { html: 'first', figures });
    expect(files).toEqual(['index.html', 'loss.svg', 'top5.svg'].map((name) => join(out, name)));
    writeFileSync(join(out, 'mine.txt'), 'keep');
    await expect(checkReportFolder(out, false)).rejects.toThrow(/not empty.*--force/);
    await checkReportFolder(out, true);
    await writeReport(out, { html: 'second', figures: figures.slice(0, 1) });
    expect(readdirSync(out).sort()).toEqual(['index.html', 'loss.svg', 'mine.txt']);
  });

  test('must not be a file', async () => {
    const file = join(folder({ 'a.txt': 'text' }), 'a.txt');
    await expect(checkReportFolder(file, true)).rejects.toThrow(/is a file/);
  });
});
