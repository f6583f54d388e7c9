import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { sameBits } from '../../test/sameBits.ts';
import { buildTinyDataset } from '../../test/tinyDataset.ts';
import { pidOfRank, torchPython, wrappedPython } from '../../test/torch.ts';
import { parseRecipe } from '../training/index.ts';
import type { OpenDataset } from './datasetStore.ts';
import { InputError } from './inputError.ts';
import type { RunEvent } from './runEvent.ts';
import { loadState } from './stateFile.ts';
import { runTraining, type TrainingRunOptions } from './trainingRun.ts';

const python = await torchPython();

/** 34 rows to train: three batches that two processes cannot halve, and one of a single row. */
const PLAIN = {
  epochs: 2,
  batchSize: 11,
  warmUpSteps: 2,
  stemMaxPool: true,
  labelSmoothing: 0.1,
  weightDecay: 0.01,
  validationShare: 0.2,
  dropout: 0,
  checkpointSteps: 2,
};
/** With all that draws random numbers. */
const RANDOM = { ...PLAIN, dropout: 0.1, maxStrain: 0.02, noise: { share: 0.5 } };

const TWO = { kind: 'torch', processes: 2, nodes: 1 } as const;

let folder: string;
let dataset: OpenDataset;

const inFolder = (name: string) => join(folder, name);
const stateOf = (run: string) => loadState(join(run, 'state.safetensors'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-torch-'));
  dataset = await buildTinyDataset(inFolder('data'));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs until `isEnough`; then everything is killed. */
async function run(
  name: string,
  recipe: object,
  changes: Partial<TrainingRunOptions> = {},
  isEnough: (event: RunEvent, count: number) => boolean | Promise<boolean> = () => false,
): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const options: TrainingRunOptions = {
    dataset,
    datasetFolder: inFolder('data'),
    task: { kind: 'space-group' },
    spaceGroups: { kind: 'frequent', moreThan: 10 },
    recipe: parseRecipe(recipe),
    seed: 3,
    out: inFolder(name),
    resume: false,
    workers: 2,
    engine: TWO,
    ...changes,
  };
  for await (const event of runTraining(options)) {
    events.push(event);
    if (await isEnough(event, events.filter(({ kind }) => kind === event.kind).length)) break;
  }
  return events;
}

const kinds = (events: readonly RunEvent[]) => events.map(({ kind }) => kind);
const losses = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'step' ? [event.loss] : []));

/** Largest |a − b|. */
const distance = (a: Float32Array, b: Float32Array) =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);

describe.skipIf(python === undefined)('two gloo processes', () => {
  test('train as the local engine does, within float32 noise', async () => {
    const local = await run('local', PLAIN, { engine: { kind: 'cpu' } });
    const torch = await run('plain', PLAIN);
    expect(kinds(torch)).toEqual(kinds(local));
    expect(losses(torch)).toHaveLength(8);
    losses(torch).forEach((loss, i) => {
      expect(loss / losses(local)[i]!).toBeCloseTo(1, 3);
    });
    const [a, b] = await Promise.all(['plain', 'local'].map((name) => stateOf(inFolder(name))));
    expect(a!.history.map(({ trainingTop1 }) => trainingTop1)).toEqual(
      b!.history.map(({ trainingTop1 }) => trainingTop1),
    );
    a!.history.forEach(({ validation, learningRate }, i) => {
      expect(learningRate).toBe(b!.history[i]!.learningRate);
      expect(validation!.loss).toBeCloseTo(b!.history[i]!.validation!.loss, 3);
    });
    expect(a!.bestEpoch).toBe(b!.bestEpoch);
    expect(a!.adam.steps).toBe(8);
    // Eight steps of at most 2e-3 each; another seed's weights would be 0.1 apart.
    expect(distance(a!.parameters, b!.parameters)).toBeLessThan(1e-3);
    expect((await readdir(inFolder('plain'))).sort()).toEqual(
      (await readdir(inFolder('local'))).sort(),
    );
  });

  test('go on with the state of the local engine, and it with theirs', async () => {
    const engines = [{ kind: 'cpu' }, TWO] as const;
    for (const [i, engine] of engines.entries()) {
      const name = `mixed-${i}`;
      await run(name, PLAIN, { engine }, ({ kind }) => kind === 'checkpoint');
      const rest = await run(name, PLAIN, { engine: engines[1 - i]!, resume: true });
      expect(kinds(rest).filter((kind) => kind === 'step')).toHaveLength(6);
      const [a, b] = await Promise.all([name, 'local'].map((run) => stateOf(inFolder(run))));
      expect(a!.history[1]!.trainingLoss).toBeCloseTo(b!.history[1]!.trainingLoss, 3);
    }
  });

  test('one of them killed, the run says so and goes on to the same weights', async () => {
    await run('whole', RANDOM);
    vi.stubEnv('MAUGUIN_PYTHON', await wrappedPython(folder, python!));
    const killed = run('killed', RANDOM, {}, async ({ kind }, count) => {
      if (kind === 'step' && count === 3) process.kill(await pidOfRank(folder, 1), 'SIGKILL');
      return false;
    });
    await expect(killed).rejects.toThrow(InputError);
    await expect(killed).rejects.toThrow(
      /^rank 1 of the torch engine \(process \d+\) was ended by SIGKILL.*--resume/,
    );
    await expect(async () => process.kill(await pidOfRank(folder, 0), 0)).rejects.toThrow('ESRCH');
    expect(await readdir(inFolder('killed'))).not.toContain('card.json');
    const rest = await run('killed', RANDOM, { resume: true });
    expect(rest.length).toBeGreaterThan(1);
    const [a, b] = await Promise.all(['killed', 'whole'].map((name) => stateOf(inFolder(name))));
    expect(sameBits(a!.parameters, b!.parameters)).toBe(true);
    expect(a!.history).toEqual(b!.history);
    expect((await readdir(inFolder('killed'))).sort()).toEqual(
      (await readdir(inFolder('whole'))).sort(),
    );
  });

  test('asked to stop, save and go on to the same weights', async () => {
    const stopping = new AbortController();
    const events = await run('stopped', RANDOM, { signal: stopping.signal }, (event, count) => {
      if (event.kind === 'step' && count === 3) stopping.abort();
      return false;
    });
    expect(kinds(events).at(-1)).toBe('interrupted');
    const { epoch, batch } = await stateOf(inFolder('stopped'));
    expect(4 * epoch + batch).toBe(losses(events).length);
    await run('stopped', RANDOM, { resume: true });
    const [a, b] = await Promise.all(['stopped', 'whole'].map((name) => stateOf(inFolder(name))));
    expect(sameBits(a!.parameters, b!.parameters)).toBe(true);
  });

  test('stop at a loss that is not finite, and leave the last good state', async () => {
    const recipe = { ...PLAIN, learningRate: 1e30, warmUpSteps: 0 };
    const diverging = run('diverged', recipe);
    await expect(diverging).rejects.toThrow(
      /the loss became (nan|inf) in epoch 1, batch 2; the last checkpoint is kept/,
    );
    const { batch, parameters } = await stateOf(inFolder('diverged'));
    expect(batch).toBe(0);
    expect(parameters.every(Number.isFinite)).toBe(true);
  });

  test('that cannot write their state say so and leave no half of it', async () => {
    const out = inFolder('full');
    await cp(inFolder('stopped'), out, { recursive: true });
    await rm(join(out, 'state.safetensors'));
    const before = await readdir(out);
    // 100 blocks of 512 bytes; a state has 5.7 MB.
    vi.stubEnv('MAUGUIN_PYTHON', await wrappedPython(folder, python!, 'ulimit -f 100'));
    const writing = run('full', RANDOM, { resume: true });
    await expect(writing).rejects.toThrow(InputError);
    await expect(writing).rejects.toThrow(`${out}/state.safetensors: cannot be written: File too`);
    expect((await stateOf(out)).batch).toBe(0);
    expect((await readdir(out)).sort()).toEqual([...before, 'state.safetensors', 'torch'].sort());
  });
});

test('without Python nothing is begun', async () => {
  vi.stubEnv('MAUGUIN_PYTHON', inFolder('no-python'));
  const running = run('never', PLAIN);
  await expect(running).rejects.toThrow(InputError);
  await expect(running).rejects.toThrow(
    'no-python: not found; install PyTorch 1.13 or later and NumPy (`pip install torch numpy`',
  );
  expect(existsSync(inFolder('never'))).toBe(false);
});

test('a run can be prepared for processes that somebody else starts', async () => {
  const engine = { ...TWO, processes: 0 };
  expect(kinds(await run('prepared', PLAIN, { engine }))).toEqual(['checkpoint']);
  const job = JSON.parse(await readFile(inFolder('prepared/torch/job.json'), 'utf8'));
  expect(job.recipe).toEqual(parseRecipe(PLAIN));
  expect((await stateOf(inFolder('prepared'))).epoch).toBe(0);
});
