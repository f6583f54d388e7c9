import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IsEnough, runUntil } from '../../test/runUntil.ts';
import { buildTinyDataset, COARSE } from '../../test/tinyDataset.ts';
import type { Augmentation } from '../augmentation/index.ts';
import { parseRecipe, type View } from '../training/index.ts';
import { type OpenDataset, openDataset } from './datasetStore.ts';
import { sha256OfFile } from './hash.ts';
import { InputError } from './inputError.ts';
import { openModel } from './modelStore.ts';
import { openSource } from './openSource.ts';
import { SimulatedSource } from './simulatedSource.ts';
import { indexStructures } from './structureIndex.ts';
import { classesOf, trainingData } from './trainingData.ts';
import type { TrainingRunOptions } from './trainingRun.ts';

const POINTS = COARSE.grid.count;

/** Every option, strong enough to be seen. */
const AUGMENTATION = {
  cellStrain: { max: 0.02 },
  wavelength: { max: 0.02 },
  resolution: { min: 0.8, max: 1.5 },
  texture: { max: 3 },
  intensityNoise: { max: 0.3 },
  halfWavelength: { share: 0.5, max: 0.1 },
  strain: { max: 0.02 },
  overallB: { max: 2 },
  impurityPhase: { share: 0.5, max: 0.3 },
  impurityPeaks: { maxHeight: 0.1 },
  zeroShift: { max: 0.5 },
  width: { max: 3 },
  background: { max: 0.2 },
  noise: { share: 1 },
  missingRange: { maxLow: 5, maxHigh: 10 },
};
const RECIPE = {
  epochs: 2,
  batchSize: 12,
  warmUpSteps: 2,
  stemMaxPool: true,
  validationShare: 0.2,
  checkpointSteps: 2,
  onTheFly: true,
  augmentation: AUGMENTATION,
};

let folder: string;
let dataset: OpenDataset;
let options: TrainingRunOptions;
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  dataset = await buildTinyDataset(inFolder('data'), { bIso: 0.5 });
  options = {
    dataset,
    datasetFolder: inFolder('data'),
    task: { kind: 'space-group' },
    spaceGroups: { kind: 'frequent', moreThan: 10 },
    recipe: parseRecipe(RECIPE),
    seed: 3,
    out: inFolder('whole'),
    resume: false,
    workers: 1,
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Patterns of views, simulated by some threads. */
async function simulated(
  augmentation: Augmentation,
  views: readonly View[],
  { threads = 1, seed = 3 } = {},
): Promise<Float32Array> {
  const { instrument, bIso } = dataset.manifest.createdWith;
  const structures = await indexStructures(inFolder('data'), dataset.manifest);
  const guests = Uint32Array.of(1, 2, 3);
  const source = new SimulatedSource(
    { structures, instrument, bIso, augmentation, seed, guests },
    threads,
  );
  try {
    return await source.read(views);
  } finally {
    await source.close();
  }
}

const viewsOf = (count: number): readonly View[] =>
  Array.from({ length: count }, (_, row) => ({ row, name: `view ${row}` }));

describe('simulated patterns', () => {
  test('are the stored ones without an augmentation, to the precision of float16', async () => {
    const x = await simulated({}, viewsOf(48));
    const stored = new Float32Array(48 * POINTS);
    dataset.patterns.read(
      viewsOf(48).map(({ row }) => row),
      stored,
    );
    expect(stored.some((y) => y > 0.1 && y < 0.9)).toBe(true);
    x.forEach((y, i) => {
      expect(Math.abs(y - stored[i]!)).toBeLessThanOrEqual(2 ** -11 * y + 2 ** -25);
    });
  });

  test('are the same bits for any number of threads and any batch', async () => {
    const augmentation = options.recipe.augmentation!;
    const x = await simulated(augmentation, viewsOf(40));
    expect(await simulated(augmentation, viewsOf(40), { threads: 3 })).toEqual(x);
    const alone = await simulated(augmentation, viewsOf(40).slice(17, 18));
    expect(alone).toEqual(x.subarray(17 * POINTS, 18 * POINTS));
  });

  test('are others with another seed or name, finite and of maximum 1', async () => {
    const augmentation = options.recipe.augmentation!;
    const views = Array.from({ length: 30 }, (_, i) => ({ row: 5, name: `${i}` }));
    const x = await simulated(augmentation, views);
    expect(await simulated(augmentation, views, { seed: 4 })).not.toEqual(x);
    const seen = views.map((_, i) => x.subarray(i * POINTS, (i + 1) * POINTS));
    expect(new Set(seen.map((pattern) => pattern.join())).size).toBe(30);
    for (const pattern of seen) {
      expect(pattern.every(Number.isFinite)).toBe(true);
      expect(pattern.reduce((max, y) => Math.max(max, y))).toBe(1);
    }
  });
});

const run = (changes: Partial<TrainingRunOptions>, isEnough?: IsEnough) =>
  runUntil({ ...options, ...changes }, isEnough);
const weightsOf = (name: string) => sha256OfFile(join(inFolder(name), 'weights.safetensors'));

describe('a run on the fly', () => {
  beforeAll(() => run({}));

  test('has the same weights for any number of threads, and differs from one on stored patterns', async () => {
    await run({ out: inFolder('two'), workers: 2 });
    expect(await weightsOf('two')).toBe(await weightsOf('whole'));
    const recipe = parseRecipe({ ...RECIPE, onTheFly: false, augmentation: { noise: {} } });
    await run({ out: inFolder('stored'), recipe });
    expect(await weightsOf('stored')).not.toBe(await weightsOf('whole'));
  });

  test('stopped in mid-epoch and resumed, has the same weights', async () => {
    const out = inFolder('stopped');
    await run({ out }, (event) => event.kind === 'checkpoint');
    await run({ out, resume: true, workers: 2 });
    expect(await weightsOf('stopped')).toBe(await weightsOf('whole'));
  });

  test('is told of in its plan and in the card of its model', async () => {
    const plan = JSON.parse(await readFile(join(inFolder('whole'), 'run.json'), 'utf8'));
    expect(plan.recipe).toMatchObject({ onTheFly: true, augmentation: AUGMENTATION });
    expect(plan.augmentationSha256).toMatch(/^[0-9a-f]{64}$/);
    const { card } = await openModel(inFolder('whole'));
    expect(card.training.recipe).toEqual(plan.recipe);
  });

  test('cannot be resumed with another augmentation, or on stored patterns', async () => {
    const other = parseRecipe({ ...RECIPE, augmentation: { noise: {} } });
    await expect(run({ resume: true, recipe: other })).rejects.toThrow(
      'its augmentation is another',
    );
    const stored = parseRecipe({ ...RECIPE, augmentation: {}, onTheFly: false });
    await expect(run({ resume: true, recipe: stored })).rejects.toThrow(
      'its augmentation is another; its patterns were simulated on the fly',
    );
  });

  test('takes impurities from training rows alone, of both kinds', async () => {
    const changes = { ...options, labelled: 0.5 };
    const data = trainingData(changes, classesOf(changes));
    const source = await openSource(changes, data);
    await source!.close();
    const rows = new Set([...data.trainingRows, ...data.unlabelledRows!]);
    expect(rows.size).toBe(34);
    expect(data.validationRows.some((row) => rows.has(row))).toBe(false);
  });
});

describe('refused, before anything is written', () => {
  const copyOf = async (name: string) => {
    await cp(inFolder('data'), inFolder(name), { recursive: true });
    return inFolder(name);
  };
  const refused = async (changes: Partial<TrainingRunOptions>, message: string | RegExp) => {
    const out = inFolder('never');
    await expect(run({ out, ...changes })).rejects.toThrow(InputError);
    await expect(run({ out, ...changes })).rejects.toThrow(message);
    await expect(readFile(join(out, 'run.json'))).rejects.toThrow();
  };

  test('a data set that keeps no structures', async () => {
    const data = await copyOf('without');
    const path = join(data, 'manifest.json');
    const { structures, ...earlier } = JSON.parse(await readFile(path, 'utf8'));
    expect(structures.file).toBe('structures.jsonl');
    await writeFile(path, JSON.stringify(earlier));
    const changes = { dataset: await openDataset(data), datasetFolder: data };
    await refused(changes, /without: keeps no structures .* build it anew/);
  });

  test('structures that were cut', async () => {
    const data = await copyOf('cut');
    await truncate(join(data, 'structures.jsonl'), 1000);
    const changes = { dataset: await openDataset(data), datasetFolder: data };
    await refused(changes, /structures\.jsonl: has \d+ lines and 1000 bytes, not 48 and/);
  });

  test('on PyTorch: patterns on the fly, and what it cannot do with stored ones', async () => {
    const engine = { kind: 'torch', processes: 1, nodes: 1 } as const;
    await refused({ engine }, /--engine torch trains on stored patterns only/);
    const recipe = parseRecipe({ augmentation: { zeroShift: { max: 1 }, noise: {} } });
    await refused({ engine, recipe }, /by strain, overallB, noise only, not by zeroShift/);
  });
});

test('a structure damaged in place ends the run, by line', async () => {
  const data = inFolder('damaged');
  await cp(inFolder('data'), data, { recursive: true });
  const path = join(data, 'structures.jsonl');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replaceAll('"W"', '"Q"'));
  const changes = { dataset: await openDataset(data), datasetFolder: data };
  const running = run({ ...changes, out: inFolder('ended') });
  await expect(running).rejects.toThrow(InputError);
  await expect(run({ ...changes, out: inFolder('ended2') })).rejects.toThrow(
    /structures\.jsonl: line \d+ is damaged: "Q" names no element/,
  );
});
