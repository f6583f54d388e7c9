import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseRecipe } from '../training/index.ts';
import { InputError } from './inputError.ts';
import { type RunPlan, settlePlan } from './runPlan.ts';

const PLAN: RunPlan = {
  formatVersion: 1,
  packageVersion: '0.1.0',
  commit: 'c0ffee',
  task: 'space-group',
  method: 'supervised',
  labelled: 1,
  engine: 'cpu',
  classes: ['221', '225'],
  seed: 3,
  recipe: parseRecipe({ augmentation: { noise: {} } }),
  datasetSha256: 'ab',
};
const BEGUN: RunPlan = { ...PLAN, startedFrom: { name: 'older', sha256: 'cd' } };

let folder: string;
const run = () => join(folder, 'run');
const path = () => join(run(), 'run.json');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const expectRefused = async (settling: Promise<void>, message: string) => {
  const error: unknown = await settling.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).message).toContain(message);
};

describe('a new run', () => {
  test('has its plan written, into a folder that is made', async () => {
    await settlePlan(run(), BEGUN, false);
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual(BEGUN);
    expect(await readdir(run())).toEqual(['run.json']);
  });

  test('may take an empty folder', async () => {
    await settlePlan(folder, PLAN, false);
    expect(await readdir(folder)).toEqual(['run.json']);
  });

  test('is refused where there is something, which stays', async () => {
    await settlePlan(run(), PLAN, false);
    const settling = settlePlan(run(), { ...PLAN, seed: 4 }, false);
    await expectRefused(
      settling,
      `${run()}: this folder is not empty; give a new one, or --resume`,
    );
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual(PLAN);
  });

  test('is refused where there is a file', async () => {
    await writeFile(run(), '');
    await expectRefused(settlePlan(run(), PLAN, false), `${run()}: cannot be written`);
  });
});

describe('a resumed run', () => {
  test('is held to its plan, whatever program made it', async () => {
    await settlePlan(run(), BEGUN, false);
    const { commit, ...newer } = { ...BEGUN, packageVersion: '9.9.9' };
    await settlePlan(run(), newer, true);
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual(BEGUN);
  });

  test('may take another engine; the plan tells the first', async () => {
    await settlePlan(run(), PLAN, false);
    await settlePlan(run(), { ...PLAN, engine: 'webgpu' }, true);
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual(PLAN);
  });

  test.each<[Partial<RunPlan>, string]>([
    [{ datasetSha256: 'ba' }, 'the data set has changed'],
    [{ task: 'bravais-lattice' }, 'its task is space-group, not bravais-lattice'],
    [{ seed: 4 }, 'its seed is 3, not 4'],
    [{ method: 'sgan' }, 'its method is supervised, not sgan'],
    [{ labelled: 0.1 }, 'its labelled share is 1, not 0.1'],
    [{ classes: ['221', '229'] }, 'its classes are others'],
    [{ recipe: { ...PLAN.recipe, dropout: 0.3 } }, 'its recipe is another'],
    [{ recipe: parseRecipe({}) }, 'its augmentation is another'],
    [{ recipe: { ...PLAN.recipe, onTheFly: true } }, 'its patterns were the stored ones'],
    [{ startedFrom: { name: 'newer', sha256: 'dc' } }, 'it began with the model older'],
  ])('with %o is refused', async (changes, difference) => {
    await settlePlan(run(), BEGUN, false);
    await expectRefused(
      settlePlan(run(), { ...BEGUN, ...changes }, true),
      `${run()}: this run cannot be resumed: ${difference}; give the options it began with`,
    );
  });

  test('of an older program had all labels and no GAN', async () => {
    await settlePlan(run(), PLAN, false);
    const { method, labelled, ...older } = PLAN;
    await writeFile(path(), JSON.stringify(older));
    await settlePlan(run(), PLAN, true);
    const settling = settlePlan(run(), { ...PLAN, method: 'sgan', labelled: 0.05 }, true);
    await expectRefused(
      settling,
      'its method is supervised, not sgan; its labelled share is 1, not 0.05',
    );
  });

  test('with a model it did not begin with, or without the one it did, is refused', async () => {
    await settlePlan(run(), PLAN, false);
    await expectRefused(settlePlan(run(), BEGUN, true), 'it began with no model');
    await writeFile(path(), JSON.stringify(BEGUN));
    await expectRefused(settlePlan(run(), PLAN, true), 'it began with the model older');
  });

  test('is refused where there is none', async () => {
    await expectRefused(
      settlePlan(folder, PLAN, true),
      `${folder}: no training run here (no run.json)`,
    );
    await expectRefused(settlePlan(run(), PLAN, true), 'no training run here');
  });

  test.each([
    ['not JSON', 'is not JSON'],
    ['{"formatVersion": 2}', 'formatVersion'],
    [JSON.stringify({ ...PLAN, recipe: { epochs: 0 } }), 'recipe.epochs'],
  ])('with a plan of %s is refused', async (text, message) => {
    await settlePlan(run(), PLAN, false);
    await writeFile(path(), text);
    await expectRefused(settlePlan(run(), PLAN, true), message);
    await expectRefused(settlePlan(run(), PLAN, true), path());
  });
});
