import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IsEnough, runUntil } from '../../test/runUntil.ts';
import { sameBits } from '../../test/sameBits.ts';
import { buildTinyDataset } from '../../test/tinyDataset.ts';
import { type SpaceGroupChoice, splitRows } from '../dataset/index.ts';
import { decodeSafetensors } from '../model/index.ts';
import { createRng } from '../random/index.ts';
import { parseRecipe } from '../training/index.ts';
import type { OpenDataset } from './datasetStore.ts';
import { readEvents } from './eventLog.ts';
import { sha256OfFile } from './hash.ts';
import { InputError } from './inputError.ts';
import { openModel } from './modelStore.ts';
import type { RunEvent } from './runEvent.ts';
import { openSplit, writeSplit } from './splitFile.ts';
import { loadState, saveState } from './stateFile.ts';
import { runTraining, type TrainingRunOptions } from './trainingRun.ts';

const RECIPE = {
  epochs: 2,
  batchSize: 12,
  warmUpSteps: 2,
  stemMaxPool: true,
  validationShare: 0.2,
  augmentation: { strain: { max: 0.02 }, noise: { share: 0.5 } },
  checkpointSteps: 2,
};

let folder: string;
let dataset: OpenDataset;
let options: TrainingRunOptions;

/** A finished run, to compare with and to copy. */
let whole: string;
let wholeEvents: readonly RunEvent[];

const inFolder = (name: string) => join(folder, name);
const kinds = (events: readonly RunEvent[]) => events.map(({ kind }) => kind);

const run = (changes: Partial<TrainingRunOptions>, isEnough?: IsEnough) =>
  runUntil({ ...options, ...changes }, isEnough);

const lines = async (path: string) => (await readFile(path, 'utf8')).trim().split('\n');
/** Logged epochs without engine and times. */
const epochsOf = async (run: string) =>
  (await readEvents(run)).map(({ seconds, samplesPerSecond, engine, ...record }) => record);
const weightsOf = (run: string) => sha256OfFile(join(run, 'weights.safetensors'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  dataset = await buildTinyDataset(inFolder('data'));
  whole = inFolder('whole');
  options = {
    dataset,
    datasetFolder: inFolder('data'),
    task: { kind: 'space-group' },
    spaceGroups: { kind: 'frequent', moreThan: 10 },
    recipe: parseRecipe(RECIPE),
    seed: 3,
    out: whole,
    resume: false,
    workers: 1,
  };
  wholeEvents = await run({});
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a run', () => {
  // 48 rows: 5 to test, 9 to validate, 34 to train: three batches an epoch.
  test('leaves plan, state, epochs and model', async () => {
    expect(kinds(wholeEvents)).toEqual([
      ...['started', 'step', 'step', 'checkpoint', 'step', 'epoch'],
      ...['step', 'step', 'checkpoint', 'step', 'epoch', 'finished'],
    ]);
    expect((await readdir(whole)).sort()).toEqual([
      'card.json',
      'events.jsonl',
      'run.json',
      'state.safetensors',
      'weights.safetensors',
    ]);
    const state = await loadState(join(whole, 'state.safetensors'));
    expect(await epochsOf(whole)).toEqual(state.history);
    expect(await lines(join(whole, 'events.jsonl'))).toHaveLength(2);
    for (const { seconds, samplesPerSecond } of await readEvents(whole)) {
      expect(seconds).toBeGreaterThan(0);
      // 34 rows, in less than the time of the epoch.
      expect(samplesPerSecond! * seconds!).toBeGreaterThan(34);
    }
    expect(JSON.parse(await readFile(join(whole, 'run.json'), 'utf8'))).toMatchObject({
      formatVersion: 1,
      task: 'space-group',
      classes: ['221', '225', '229'],
      seed: 3,
      recipe: options.recipe,
      datasetSha256: await sha256OfFile(inFolder('data/manifest.json')),
    });
  });

  test('becomes a model: the weights of its best epoch, and a card that tells of it', async () => {
    const { card, parameters } = await openModel(whole);
    const state = await loadState(join(whole, 'state.safetensors'));
    expect(sameBits(parameters, state.best)).toBe(true);
    const { instrument } = dataset.manifest.createdWith;
    const { n, ...best } = card.metrics.validation!;
    expect(n).toBe(9);
    expect(best).toEqual(state.history[state.bestEpoch - 1]!.validation);
    expect(card).toMatchObject({
      task: 'space-group',
      classes: ['221', '225', '229'],
      architecture: { kind: 'resnet', classes: 3, inputLength: 64, stemMaxPool: true },
      input: { instrument, bIso: 0, scaling: 'maximum 1' },
      training: { seed: 3, epochs: 2, bestEpoch: state.bestEpoch, samples: 34 },
      weights: { parameters: parameters.length, dtype: 'F32', sha256: await weightsOf(whole) },
    });
    const { classCounts } = card.training;
    expect(classCounts.reduce((sum, count) => sum + count)).toBe(34);
    expect(card.metrics.test).toBeUndefined();
  });

  test('never looks at a test pattern', async () => {
    const read = new Set<number>();
    const patterns = {
      ...dataset.patterns,
      read(rows: ArrayLike<number>, out: Float32Array) {
        for (const row of Array.from(rows)) read.add(row);
        dataset.patterns.read(rows, out);
      },
    };
    const recipe = { ...options.recipe, epochs: 1 };
    await run({ dataset: { ...dataset, patterns }, recipe, out: inFolder('watched') });
    const { seed } = dataset.manifest.createdWith;
    const { test } = splitRows(dataset.spaceGroups, createRng(seed));
    expect(test).toHaveLength(5);
    expect(read.size).toBe(43);
    expect([...test].some((row) => read.has(row))).toBe(false);
  });
});

describe('a stopped run', () => {
  test('killed after a checkpoint, it goes on to the same bytes', async () => {
    const out = inFolder('killed');
    const before = await run({ out }, ({ kind }, count) => kind === 'checkpoint' && count === 2);
    expect(before).toHaveLength(9);
    expect(await readdir(out)).not.toContain('card.json');
    const after = await run({ out, resume: true, workers: 2 });
    expect(kinds(after)).toEqual(['started', 'step', 'epoch', 'finished']);
    expect(await weightsOf(out)).toBe(await weightsOf(whole));
    expect(await epochsOf(out)).toEqual(await epochsOf(whole));
  });

  test('killed between writing an epoch and the state, it tells the epoch once', async () => {
    const out = inFolder('between');
    await run({ out }, ({ kind }) => kind === 'checkpoint');
    const state = await readFile(join(out, 'state.safetensors'));
    await run({ out, resume: true }, ({ kind }) => kind === 'epoch');
    await writeFile(join(out, 'state.safetensors'), state);
    await run({ out, resume: true });
    expect(await epochsOf(out)).toEqual(await epochsOf(whole));
    expect(await weightsOf(out)).toBe(await weightsOf(whole));
  });

  test('at no step is its last state more than a checkpoint’s steps behind', async () => {
    const out = inFolder('behind');
    const path = join(out, 'state.safetensors');
    const behind: number[] = [];
    for await (const event of runTraining({ ...options, out })) {
      if (event.kind !== 'step') continue;
      const saved = existsSync(path) ? (await loadState(path)).adam.steps : 0;
      behind.push(event.step - saved);
    }
    // Saved after the second step of each epoch of three, and after its last.
    expect(behind).toEqual([1, 2, 1, 1, 2, 1]);
  });

  test('stopped before its first state, it begins anew', async () => {
    const out = inFolder('early');
    await run({ out }, ({ kind }) => kind === 'step');
    expect(await readdir(out)).toEqual(['run.json']);
    const signal = AbortSignal.abort();
    expect(kinds(await run({ out, resume: true, signal }))).toEqual(['started', 'interrupted']);
    expect(await readdir(out)).toContain('state.safetensors');
    await run({ out, resume: true });
    expect(await weightsOf(out)).toBe(await weightsOf(whole));
  });

  test('resumed when it is finished, it stays as it is', async () => {
    const out = inFolder('again');
    await cp(whole, out, { recursive: true });
    expect(kinds(await run({ out, resume: true }))).toEqual(['started', 'finished']);
    for (const file of ['weights.safetensors', 'card.json', 'events.jsonl']) {
      expect(await readFile(join(out, file), 'utf8')).toBe(
        await readFile(join(whole, file), 'utf8'),
      );
    }
  });
});

test('the weights are those of the best epoch, not the last', async () => {
  const out = inFolder('best');
  await cp(whole, out, { recursive: true });
  const path = join(out, 'state.safetensors');
  const state = await loadState(path);
  const best = state.best.map((value) => value / 2);
  await saveState(path, { ...state, best, bestEpoch: 1 });
  await run({ out, resume: true });
  const { card, parameters } = await openModel(out);
  expect(sameBits(parameters, best)).toBe(true);
  expect(card.training).toMatchObject({ epochs: 2, bestEpoch: 1 });
  expect(card.metrics.validation).toMatchObject(state.history[0]!.validation!);
});

describe('begun with a model', () => {
  test('a run takes over its trunk and says so', async () => {
    const out = inFolder('bravais');
    const bravais = { out, task: { kind: 'bravais-lattice' } } as const;
    await run({ ...bravais, startFrom: whole }, ({ kind }) => kind === 'checkpoint');
    const plan = JSON.parse(await readFile(join(out, 'run.json'), 'utf8'));
    expect(plan.startedFrom).toEqual({
      name: 'space-group-neutron',
      sha256: await weightsOf(whole),
    });
    // Two small steps from the trunk it took; another seed's trunk would share next to nothing.
    const { parameters } = await loadState(join(out, 'state.safetensors'));
    const { parameters: trunk } = await openModel(whole);
    const [near, far] = [0, 1000].map((shift) => {
      let sum = 0;
      for (let i = 0; i < 100_000; i++) sum += Math.abs(parameters[i]! - trunk[i + shift]!);
      return sum;
    });
    expect(near! / far!).toBeLessThan(0.2);
    await expect(run({ ...bravais, resume: true })).rejects.toThrow(
      'it began with the model space-group-neutron',
    );
  });

  test('of another data set, it is refused', async () => {
    const other = inFolder('other-data');
    const out = inFolder('never');
    const otherSet = await buildTinyDataset(other, { rows: 45 });
    const running = run({ out, startFrom: whole, dataset: otherSet, datasetFolder: other });
    await expect(running).rejects.toThrow(InputError);
    await expect(running).rejects.toThrow(`${whole}: this model was trained on another data set`);
  });

  test('that does not exist, it is refused', async () => {
    await expect(run({ out: inFolder('never'), startFrom: 'nobody' })).rejects.toThrow(
      'nobody: no such model',
    );
  });
});

describe('refused', () => {
  test('a folder that is not empty', async () => {
    await expect(run({})).rejects.toThrow(InputError);
    await expect(run({})).rejects.toThrow(
      `${whole}: this folder is not empty; give a new one, or --resume to go on with its run`,
    );
  });

  test('to resume on another data set, all differences told at once', async () => {
    const changed = inFolder('changed-data');
    const other = await buildTinyDataset(changed, { rows: 51 });
    const recipe = { ...options.recipe, dropout: 0.1 };
    const changes = { seed: 9, dataset: other, datasetFolder: changed, recipe };
    const running = run({ ...changes, resume: true });
    await expect(running).rejects.toThrow(
      `${whole}: this run cannot be resumed: the data set has changed; its seed is 3, not 9; ` +
        'its recipe is another; give the options it began with',
    );
  });

  test('to resume with a damaged state, by name', async () => {
    const out = inFolder('bad-state');
    await cp(whole, out, { recursive: true });
    const path = join(out, 'state.safetensors');
    const state = await readFile(path);
    expect(decodeSafetensors(state).tensors.size).toBe(4);
    await writeFile(path, state.subarray(0, state.length - 1));
    const running = run({ out, resume: true });
    await expect(running).rejects.toThrow(InputError);
    await expect(running).rejects.toThrow(`${path}: the saved state cannot be read`);
  });

  test('to resume with the state of another network', async () => {
    const out = inFolder('other-network');
    await cp(whole, out, { recursive: true });
    const path = join(out, 'state.safetensors');
    const state = await loadState(path);
    await saveState(path, { ...state, parameters: state.parameters.slice(1) });
    const bytes = await readFile(path);
    const running = run({ out, resume: true });
    await expect(running).rejects.toThrow(InputError);
    await expect(running).rejects.toThrow(`${path}: this is the state of another network`);
    expect(bytes.equals(await readFile(path))).toBe(true);
  });

  test('to resume with another share of labels or another method', async () => {
    await expect(run({ resume: true, labelled: 0.5 })).rejects.toThrow(
      'its labelled share is 1, not 0.5',
    );
    const longer = parseRecipe({ ...RECIPE, averageDecay: 0.9 });
    await expect(run({ resume: true, recipe: longer })).rejects.toThrow('its recipe is another');
  });

  test('a GAN on patterns too short for its generator, before anything is written', async () => {
    const out = inFolder('short');
    const running = run({ out, recipe: parseRecipe({ ...RECIPE, sgan: {} }) });
    await expect(running).rejects.toThrow('patterns of 64 points are too short');
    await expect(readdir(out)).rejects.toThrow();
  });

  test('classes that no training pattern has, before anything is written', async () => {
    const out = inFolder('classless');
    const choices: readonly SpaceGroupChoice[] = [
      { kind: 'listed', numbers: [1] },
      { kind: 'frequent', moreThan: 50 },
    ];
    for (const spaceGroups of choices) {
      await expect(run({ out, spaceGroups })).rejects.toThrow(
        'no training pattern belongs to one of the classes',
      );
    }
    await expect(readdir(out)).rejects.toThrow();
  });
});

describe('under a split file', () => {
  const splitOf = async (seed: number) => {
    const path = inFolder(`split-${seed}.json`);
    const labelled = { stratified: false, labelledShares: [0.5], seed };
    await writeSplit(inFolder('data'), path, { by: 'random', testShare: 0.25, ...labelled });
    return openSplit(path, inFolder('data'));
  };

  test('plan and card tell which; to resume under another is refused', async () => {
    const out = inFolder('under-split');
    const split = await splitOf(1);
    const [started] = await run({ out, split, labelled: 0.5 });
    const labelledRows = split.labelled.get(0.5)!.length;
    expect(started).toMatchObject({ labelledRows, validationRows: 7 });
    const told = { by: 'random', sha256: split.sha256 };
    const read = async (name: string) => JSON.parse(await readFile(join(out, name), 'utf8'));
    expect(await read('run.json')).toMatchObject({ split: told });
    expect((await read('card.json')).training).toMatchObject({
      split: told,
      samples: labelledRows,
    });
    const other = await splitOf(2);
    const resume = { out, labelled: 0.5, resume: true };
    await expect(run({ ...resume, split: other })).rejects.toThrow(
      `it has the split by random ${split.sha256.slice(0, 12)}, not the split by random ${other.sha256.slice(0, 12)}`,
    );
    await expect(run(resume)).rejects.toThrow(/it has the split by random .*, not no split file/);
    await expect(
      run({ ...resume, out: inFolder('onward'), resume: false, startFrom: out }),
    ).rejects.toThrow('this model was trained under another split');
  });
});

/** Makes a file system of 16 MiB at `path`; says whether that is possible here. */
function mountSmallDisk(path: string): boolean {
  mkdirSync(path);
  const mounting = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', path]);
  return mounting.status === 0;
}

describe('a full disk', () => {
  // One state of 10 MB has room there, a second beside it has not.
  test('stops a run, whose last state is still good', async ({ skip }) => {
    const disk = inFolder('disk');
    if (!mountSmallDisk(disk)) return skip('a small file system can be mounted by root only');
    try {
      const out = join(disk, 'run');
      const running = run({ out });
      await expect(running).rejects.toThrow(InputError);
      await expect(running).rejects.toThrow(
        /state\.safetensors: cannot be written: the disk is full/,
      );
      expect((await readdir(out)).sort()).toEqual([
        'events.jsonl',
        'run.json',
        'state.safetensors',
      ]);
      const state = await loadState(join(out, 'state.safetensors'));
      expect(state).toMatchObject({ epoch: 0, batch: 2 });
      // With room made, it goes on to the same weights.
      spawnSync('mount', ['-o', 'remount,size=64m', disk]);
      await run({ out, resume: true });
      expect(await weightsOf(out)).toBe(await weightsOf(whole));
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});
