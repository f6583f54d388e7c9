/** @file Runs whose engine is webgpu; see webgpu.test.ts. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents, runTraining, type TrainingRunOptions } from '../src/io/index.ts';
import { parseRecipe } from '../src/training/index.ts';
import { mauguin } from './cli/run.ts';
import { buildTinyDataset } from './tinyDataset.ts';
import { GPU_TIMEOUT, hasGpu } from './webgpu.ts';

/** Two steps an epoch, of 17 rows. */
const RECIPE = {
  epochs: 2,
  batchSize: 17,
  warmUpSteps: 2,
  stemMaxPool: true,
  validationShare: 0.2,
  dropout: 0.1,
  augmentation: { noise: { share: 0.5 } },
};

let folder: string;
let options: Omit<TrainingRunOptions, 'out'>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-webgpu-'));
  options = {
    dataset: await buildTinyDataset(join(folder, 'data')),
    datasetFolder: join(folder, 'data'),
    task: { kind: 'space-group' },
    spaceGroups: { kind: 'frequent', moreThan: 10 },
    recipe: parseRecipe(RECIPE),
    seed: 3,
    resume: false,
    workers: 1,
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Losses of the steps until the end, or until the end of the first epoch. */
async function losses(
  changes: Partial<TrainingRunOptions> & Pick<TrainingRunOptions, 'out'>,
  firstEpochOnly = false,
): Promise<readonly number[]> {
  const seen: number[] = [];
  for await (const event of runTraining({ ...options, ...changes })) {
    if (event.kind === 'step') seen.push(event.loss);
    if (event.kind === 'epoch' && firstEpochOnly) break;
  }
  return seen;
}

describe.runIf(await hasGpu())('a run on a GPU', () => {
  test('has the losses of the processor, and goes on there', { timeout: GPU_TIMEOUT }, async () => {
    const out = join(folder, 'gpu');
    const begun = await losses({ out, engine: { kind: 'webgpu' } }, true);
    const ended = await losses({ out, resume: true });
    const whole = await losses({ out: join(folder, 'cpu') });
    expect(begun).toHaveLength(2);
    const relative = [...begun, ...ended].map((loss, i) => Math.abs(loss / whole[i]! - 1));
    expect(relative).toHaveLength(4);
    // Seen with SwiftShader: 8e-7.
    expect(Math.max(...relative)).toBeLessThan(2e-5);
    expect((await readEvents(out)).map(({ engine }) => engine)).toEqual(['webgpu', 'cpu']);
    const plan: unknown = JSON.parse(await readFile(join(out, 'run.json'), 'utf8'));
    expect(plan).toMatchObject({ engine: 'webgpu' });
  });
});

// Elsewhere a machine's GPU cannot be hidden.
describe.runIf(process.platform === 'linux')('without a GPU', () => {
  test('the engine webgpu is refused before there is a run', async () => {
    const none = join(folder, 'none.json');
    const out = join(folder, 'refused');
    const flags = ['--task', 'space-group', '--space-groups', 'all', '--engine', 'webgpu'];
    const { code, stderr } = await mauguin(
      ['train', options.datasetFolder, ...flags, '--out', out],
      { env: { VK_DRIVER_FILES: none, VK_ICD_FILENAMES: none } },
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/--engine webgpu: WebGPU finds no GPU .* needs .* Vulkan .* engine cpu/);
    expect(stderr).not.toMatch(/ {4}at .*\.js/);
    expect(existsSync(out)).toBe(false);
  });
});
