import { mkdir, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sameBits } from '../../test/sameBits.ts';
import { COARSE } from '../../test/tinyDataset.ts';
import { torchPython } from '../../test/torch.ts';
import { distance, kinds, PLAIN, RANDOM, TorchRuns, TWO } from '../../test/torchRuns.ts';
import type { Architecture } from '../model/index.ts';
import { createRng } from '../random/index.ts';
import {
  firstParameters,
  newTrainingState,
  parseRecipe,
  type Recipe,
  type TrainingEvent,
  train,
} from '../training/index.ts';
import { openTorch, trainWithTorch } from './torchEngine.ts';
import { classesOf, trainingData } from './trainingData.ts';

const python = await torchPython();

vi.setConfig({ testTimeout: 300_000 });

/** As short as the paper's generator can make a pattern. */
const LONGER = { ...COARSE, grid: { start: 20, step: 0.19, count: 665 } };

const GAN = {
  ...PLAIN,
  validationShare: 0.1,
  averageDecay: 0.9,
  gradientClip: 1,
  sgan: { generatorLearningRate: 1e-4 },
};
/** The authors' form: two heads, two Adams. */
const TWO_HEADS = {
  ...GAN,
  sgan: { ...GAN.sgan, adversarialHead: 'separate', adversarialLearningRate: 1e-4 },
};

let runs: TorchRuns;
beforeAll(async () => {
  runs = await TorchRuns.make({ instrument: LONGER });
});
afterAll(() => runs.remove());

const meanDistance = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;

const recordsOf = (events: readonly TrainingEvent[]) =>
  events.flatMap((event) => (event.kind === 'epoch' ? [event.record] : []));

/** The same fields, each number within float32 noise of several steps. */
function expectNear(value: unknown, wanted: unknown): void {
  if (typeof wanted === 'number') {
    expect(value as number).toBeCloseTo(wanted, 3);
    return;
  }
  expect(Object.keys(value as object)).toEqual(Object.keys(wanted as object));
  for (const [name, part] of Object.entries(wanted as object)) {
    expectNear((value as Record<string, unknown>)[name], part);
  }
}

/** The events of a short GAN run, both engines drawing patterns from the same random vectors. */
async function trainGan(recipe: Recipe, name?: string): Promise<readonly TrainingEvent[]> {
  const { dataset } = runs;
  const options = { dataset, datasetFolder: runs.path('data'), recipe, labelled: 0.5 };
  const task = { kind: 'space-group' } as const;
  const some = { ...options, task, spaceGroups: { kind: 'frequent', moreThan: 10 } } as const;
  const classes = classesOf(some);
  const data = trainingData(some, classes);
  const architecture: Architecture = {
    kind: 'resnet',
    classes: classes.classes.length,
    inputLength: LONGER.grid.count,
    stemMaxPool: true,
  };
  const rng = createRng(3);
  const state = newTrainingState(firstParameters(architecture, recipe, rng), recipe);
  const events: TrainingEvent[] = [];
  if (name === undefined) {
    for await (const event of train(data, rng, { architecture, recipe, state })) events.push(event);
    return events;
  }
  const { manifest } = dataset;
  const job = { ...some, data, manifest, architecture, rng, fixedLatents: true };
  await mkdir(runs.path(name));
  const torch = await openTorch(TWO);
  for await (const event of trainWithTorch(runs.path(name), job, state, torch)) events.push(event);
  return events;
}

describe.skipIf(python === undefined)('two gloo processes with a GAN', () => {
  test.each([
    ['one head', GAN],
    ['two heads', TWO_HEADS],
  ])('of %s train as the local engine does', async (name, fields) => {
    const recipe = parseRecipe(fields);
    const local = await trainGan(recipe);
    const torch = await trainGan(recipe, name);
    expect(kinds(torch)).toEqual(kinds(local));
    const records = [torch, local].map(recordsOf);
    expect(records[0]).toHaveLength(2);
    expectNear(records[0], records[1]);
    const [a, b] = [torch, local].map((events) => {
      const last = events.at(-1)!;
      if (last.kind !== 'finished') throw new Error(`ended with ${last.kind}`);
      return last.state;
    });
    const [mine, wanted] = [a!.sgan!, b!.sgan!];
    expect(mine.generator.adam.steps).toBe(4);
    expect(mine.adversarialAdam?.steps).toBe(wanted.adversarialAdam?.steps);
    // Adam's first steps are as long as the rate, 1e-4, whatever the gradient: a wrong sign shows.
    const generators = [mine.generator.parameters, wanted.generator.parameters] as const;
    expect(distance(...generators)).toBeLessThan(1e-4);
    expect(meanDistance(...generators)).toBeLessThan(1e-6);
    expect(distance(mine.generator.statistics, wanted.generator.statistics)).toBeLessThan(1e-5);
    expect(distance(a!.average!, b!.average!)).toBeLessThan(1e-3);
  });

  test('killed, go on to the same weights, with random numbers of their own', async () => {
    const options = { labelled: 0.5 };
    const recipe = { ...RANDOM, ...GAN, dropout: 0.1, checkpointSteps: 1 };
    await runs.run('gan', recipe, options);
    await runs.run(
      'gan-killed',
      recipe,
      options,
      ({ kind }, count) => kind === 'step' && count === 3,
    );
    await runs.run('gan-killed', recipe, { ...options, resume: true });
    const [a, b] = await Promise.all(['gan-killed', 'gan'].map((name) => runs.state(name)));
    expect(sameBits(a!.parameters, b!.parameters)).toBe(true);
    expect(sameBits(a!.sgan!.generator.parameters, b!.sgan!.generator.parameters)).toBe(true);
    expect(a!.history).toEqual(b!.history);
    expect(await readdir(runs.path('gan-killed'))).toEqual(await readdir(runs.path('gan')));
    expect(await readdir(runs.path('gan'))).toContain('generator.safetensors');
  });
});
