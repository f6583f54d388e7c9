import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CARD } from '../../test/fixtures/card.ts';
import { buildTinyDataset, COARSE, structureLine } from '../../test/tinyDataset.ts';
import { splitRows } from '../dataset/index.ts';
import {
  type Architecture,
  type Checkpoint,
  forwardGraph,
  initialParameters,
  type ModelCard,
  parametersOf,
} from '../model/index.ts';
import { openClassifier } from '../nn/index.ts';
import { BT1_GE311, createSimulator } from '../pattern/index.ts';
import { createRng } from '../random/index.ts';
import type { OpenDataset } from './datasetStore.ts';
import { evaluateOnDataset, evaluateOnStructures } from './evaluateModel.ts';
import { InputError } from './inputError.ts';
import { openSplit, writeSplit } from './splitFile.ts';
import { loadCrystals } from './structureTexts.ts';

/** A network nobody has trained: what it answers is arbitrary, but fixed. */
function untrained(card: ModelCard): Checkpoint {
  const parameters = initialParameters(parametersOf(card.architecture), createRng(1));
  return { card, parameters };
}
const withInput = (changes: Partial<ModelCard['input']>): Checkpoint =>
  untrained({ ...CARD, input: { ...CARD.input, ...changes } });

let folder: string;
let dataset: OpenDataset;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  dataset = await buildTinyDataset(join(folder, 'data'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the network answers to each of some rows, asked one by one. */
async function answers(architecture: Architecture, rows: Iterable<number>): Promise<number[]> {
  const { parameters } = untrained({ ...CARD, architecture });
  const classifier = await openClassifier(forwardGraph(architecture, parameters), 64);
  const found: number[] = [];
  for (const row of rows) {
    const x = new Float32Array(64);
    dataset.patterns.read([row], x);
    const logits = await classifier.logits(x);
    found.push(logits.indexOf(Math.max(...logits)));
  }
  await classifier.close();
  return found;
}

describe('under a split file', () => {
  const options = {
    by: 'prototype',
    testShare: 0.3,
    stratified: false,
    labelledShares: [],
    seed: 1,
  } as const;
  const opened = async (seed: number) => {
    const path = join(folder, `split-${seed}.json`);
    await writeSplit(dataset.folder, path, { ...options, seed });
    return openSplit(path, dataset.folder);
  };
  const trainedUnder = (sha256: string): Checkpoint =>
    untrained({ ...CARD, training: { ...CARD.training, split: { by: 'prototype', sha256 } } });

  test('its test rows are asked', async () => {
    const split = await opened(1);
    const evaluation = await evaluateOnDataset(trainedUnder(split.sha256), dataset, 'test', {
      split,
    });
    expect(evaluation.n).toBe(16);
    expect(evaluation.perClass.filter(({ support }) => support > 0)).toHaveLength(1);
  });

  test('other test rows than those of the training are refused', async () => {
    const [one, two] = [await opened(1), await opened(2)];
    const ask = (model: Checkpoint, split?: typeof one) =>
      evaluateOnDataset(model, dataset, 'test', split && { split });
    await expect(ask(trainedUnder(one.sha256))).rejects.toThrow(
      /trained under a split by prototype/,
    );
    await expect(ask(trainedUnder(one.sha256), two)).rejects.toThrow(/whose test rows are others/);
    const data = { ...CARD.training.dataset, manifestSha256: one.datasetSha256 };
    const plain = untrained({ ...CARD, training: { ...CARD.training, dataset: data } });
    await expect(ask(plain, one)).rejects.toThrow(/trained on this data set without a split file/);
    await expect(ask(plain)).resolves.toMatchObject({ n: 5 });
    await expect(ask(untrained(CARD), { ...one, test: new Uint32Array() })).rejects.toThrow(
      /no test structure of this split/,
    );
  });
});

describe('on a data set', () => {
  test('the test rows are asked, those that no training sees', async () => {
    const { test: rows } = splitRows(dataset.spaceGroups, createRng(1));
    const evaluation = await evaluateOnDataset(untrained(CARD), dataset, 'test');
    expect(evaluation.n).toBe(5);
    const found = await answers(CARD.architecture, rows);
    const groups = [221, 225, 229];
    const right = found.filter((k, i) => groups[k] === dataset.spaceGroups[rows[i]!]).length;
    expect(evaluation.top1.value).toBe(right / 5);
    expect(evaluation.classes).toEqual(['221', '225', '229']);
  });

  test('or all rows; progress is told, the classes are counted', async () => {
    const told: unknown[] = [];
    const evaluation = await evaluateOnDataset(untrained(CARD), dataset, 'all', {
      threads: 1,
      onProgress: (done, total) => told.push([done, total]),
    });
    expect(told).toEqual([[48, 48]]);
    expect(evaluation.n).toBe(48);
    expect(evaluation.perClass.map(({ support }) => support)).toEqual([16, 16, 16]);
    const found = await answers(CARD.architecture, Array(48).keys());
    const predicted = [0, 1, 2].map((k) => found.filter((answer) => answer === k).length);
    const columns = [0, 1, 2].map((k) =>
      evaluation.confusion.reduce((sum, row) => sum + row[k]!, 0),
    );
    expect(columns).toEqual(predicted);
    // Always the commonest of the training part, by the card: 221.
    expect(evaluation.prior1.value).toBeCloseTo(1 / 3, 12);
  });

  test('rows of a class that the model does not know are counted as unknown', async () => {
    const card = { ...CARD, classes: ['221', '225', '230'] };
    const evaluation = await evaluateOnDataset(untrained(card), dataset, 'all');
    expect(evaluation.unknown.n).toBe(16);
    expect(evaluation.n).toBe(48);
  });

  test('a model of Bravais lattices is asked about lattices', async () => {
    const card = { ...CARD, task: 'bravais-lattice' as const, classes: ['cP', 'cF', 'cI'] };
    const evaluation = await evaluateOnDataset(untrained(card), dataset, 'all');
    expect(evaluation.perClass.map(({ support }) => support)).toEqual([16, 16, 16]);
  });

  test.each<[string, Partial<ModelCard['input']>]>([
    [
      'grids start 20 step 2 count 64 and start 10 step 2 count 64',
      { instrument: { ...COARSE, grid: { start: 10, step: 2, count: 64 } } },
    ],
    ['wavelengths (Å) 2.0775 and 1.54', { instrument: { ...COARSE, wavelength: 1.54 } }],
    ['B_iso 0 and 0.5 Å² for atoms without one', { bIso: 0.5 }],
  ])('refuses a model of others: %s', async (message, changes) => {
    const evaluating = evaluateOnDataset(withInput(changes), dataset, 'test');
    await expect(evaluating).rejects.toThrow(InputError);
    await expect(evaluating).rejects.toThrow(
      `data set and model untrained do not fit together: ${message};`,
    );
  });
});

describe('on structures', () => {
  const points = BT1_GE311.grid.count;
  const checkpoint = untrained({
    ...CARD,
    architecture: { ...CARD.architecture, inputLength: points },
    input: { ...CARD.input, instrument: BT1_GE311 },
  });
  const write = async (name: string, lines: readonly string[]) => {
    await writeFile(join(folder, name), lines.join('\n'));
    return join(folder, name);
  };

  test('bad ones are skipped and told with file and line, the others scored', async () => {
    const first = await write('first.jsonl', [
      structureLine(0),
      '{"id": "cut off',
      structureLine(1, { sites: [['Xx', 0, 0, 0]] }),
      structureLine(2),
    ]);
    // Polonium has no known scattering length: a fault of the simulation.
    const second = await write('second.jsonl', [
      structureLine(3, { sites: [['Po', 0, 0, 0]] }),
      structureLine(4),
    ]);
    const told: number[] = [];
    const { evaluation, skipped } = await evaluateOnStructures(checkpoint, [first, second], {
      onProgress: (done) => told.push(done),
    });
    expect(skipped.map(({ file, line }) => [file, line])).toEqual([
      [first, 2],
      [first, 3],
      [second, 1],
    ]);
    expect(skipped[1]!.message).toContain('Xx');
    expect(skipped[2]!.message).toContain('Po');
    expect(told).toEqual([3]);
    expect(evaluation.n).toBe(3);
    expect(evaluation.perClass.map(({ support }) => support)).toEqual([1, 1, 1]);
  });

  test('patterns are those of the instrument and B_iso in the card, whole and in order', async () => {
    const card = { ...checkpoint.card, input: { ...checkpoint.card.input, bIso: 1 } };
    const path = await write(
      'some.jsonl',
      Array.from({ length: 6 }, (_, i) => structureLine(i)),
    );
    const simulator = createSimulator(BT1_GE311, { bIso: 1 });
    const bytes = forwardGraph(card.architecture, checkpoint.parameters);
    const classifier = await openClassifier(bytes, points);
    const groups = [221, 225, 229];
    const confusion = groups.map(() => [0, 0, 0]);
    for await (const loaded of loadCrystals([path])) {
      if (!loaded.ok) throw new Error(loaded.fault.message);
      const x = new Float32Array(points);
      simulator.simulate(loaded.crystal, x);
      const logits = await classifier.logits(x);
      const row = confusion[groups.indexOf(loaded.crystal.spaceGroup)]!;
      row[logits.indexOf(Math.max(...logits))]! += 1;
    }
    await classifier.close();
    const { evaluation } = await evaluateOnStructures({ ...checkpoint, card }, [path]);
    expect(evaluation.confusion).toEqual(confusion);
  });

  test('none that can be simulated is an error that says why', async () => {
    const path = await write('bad.jsonl', ['{"id": "a"}', '{}']);
    const evaluating = evaluateOnStructures(checkpoint, [path]);
    await expect(evaluating).rejects.toThrow(InputError);
    await expect(evaluating).rejects.toThrow(`${path}: no structure could be simulated: `);
  });

  test('a missing file is an error', async () => {
    const evaluating = evaluateOnStructures(checkpoint, [join(folder, 'none.jsonl')]);
    await expect(evaluating).rejects.toThrow(InputError);
  });
});
