import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PLAIN, TorchRuns } from '../../test/torchRuns.ts';
import { parametersOf } from '../model/index.ts';
import { createRng } from '../random/index.ts';
import { newTrainingState, parseRecipe, train } from '../training/index.ts';
import { removeTorchJob, type TorchJob, writeTorchJob } from './torchJob.ts';
import { classesOf, trainingData } from './trainingData.ts';

let runs: TorchRuns;
let job: TorchJob;
/** Rows that the local engine reads in each training batch, in their order. */
const batches: number[][] = [];

beforeAll(async () => {
  runs = await TorchRuns.make();
  const recipe = parseRecipe({ ...PLAIN, validationShare: 0, classBalance: 0.5 });
  const { dataset } = runs;
  const options = {
    dataset,
    datasetFolder: runs.path('data'),
    task: { kind: 'space-group' },
    recipe,
  } as const;
  const some = { ...options, spaceGroups: { kind: 'frequent', moreThan: 10 } } as const;
  const classes = classesOf(some);
  const data = trainingData(some, classes);
  const architecture = {
    kind: 'resnet',
    classes: classes.classes.length,
    inputLength: dataset.patterns.length,
    stemMaxPool: true,
  } as const;
  job = { ...some, data, architecture, manifest: dataset.manifest, rng: createRng(5) };
  await writeTorchJob(runs.path('run'), job);

  const watched = {
    ...data.patterns,
    read(rows: ArrayLike<number>, out: Float32Array) {
      batches.push(Array.from(rows));
      data.patterns.read(rows, out);
    },
  };
  const size = parametersOf(architecture).reduce((sum, spec) => sum + spec.size, 0);
  const state = newTrainingState({ classifier: new Float32Array(size) }, recipe);
  const watchedData = { ...data, patterns: watched };
  for await (const _ of train(watchedData, createRng(5), { architecture, recipe, state }));
});
afterAll(() => runs.remove());

const bytesOf = async (name: string) => {
  const file = await readFile(runs.path(`run/torch/${name}.bin`));
  return new Uint8Array(file).buffer;
};

describe('the job of a run', () => {
  test('has the rows of the local engine in its order, epoch by epoch', async () => {
    const order = Array.from(new Uint32Array(await bytesOf('order')));
    expect(batches).toHaveLength(8);
    expect(order).toEqual(batches.flat());
    expect(order).toHaveLength(2 * 43);
  });

  test('has the learning rate of every step', async () => {
    const rates = new Float64Array(await bytesOf('learningRates'));
    expect(rates).toHaveLength(8);
    expect(rates.at(-1)).toBe(job.recipe.finalLearningRate);
    expect(Math.max(...rates)).toBeLessThanOrEqual(job.recipe.learningRate);
  });

  test('describes data set and network as Python finds them', async () => {
    const text = await readFile(runs.path('run/torch/job.json'), 'utf8');
    const { dataset, networks, recipe } = JSON.parse(text);
    expect(recipe).toEqual(job.recipe);
    expect(dataset).toMatchObject({ folder: runs.path('data'), points: 64, dtype: 'float16' });
    for (const { file } of dataset.shards) {
      expect(await readdir(dataset.folder)).toContain(file);
    }
    const { parameters, file } = networks.classifier;
    expect(parameters).toHaveLength(parametersOf(job.architecture).length);
    expect(parameters[0]).toEqual({
      name: 'resnet.conv.conv.weight',
      shape: [32, 1, 13],
      storedAxes: [0, 2, 1],
    });
    const onnx = await readFile(runs.path(`run/torch/${file}`), 'latin1');
    for (const { name } of parameters) expect(onnx).toContain(name);
    expect(onnx).not.toContain('Dropout');
  });

  test('leaves nothing when it is removed', async () => {
    const dropout = { ...job, recipe: { ...job.recipe, dropout: 0.1 } };
    await writeTorchJob(runs.path('other'), dropout);
    const onnx = await readFile(runs.path('other/torch/classifier.onnx'), 'latin1');
    expect(onnx).toContain('Dropout');
    expect(await readdir(join(runs.path('other'), 'torch'))).toContain('job.json');
    await removeTorchJob(runs.path('other'));
    expect(await readdir(runs.path('other'))).toEqual([]);
  });
});
