import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { sameBits } from '../../test/sameBits.ts';
import { pidOfRank, torchPython, wrappedPython } from '../../test/torch.ts';
import { distance, kinds, PLAIN, RANDOM, TorchRuns, TWO } from '../../test/torchRuns.ts';
import { parseRecipe } from '../training/index.ts';
import { InputError } from './inputError.ts';
import type { RunEvent } from './runEvent.ts';

const python = await torchPython();

// Every run starts processes that import torch: seconds each, more on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

let runs: TorchRuns;
beforeAll(async () => {
  runs = await TorchRuns.make();
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => runs.remove());

const losses = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'step' ? [event.loss] : []));

describe.skipIf(python === undefined)('two gloo processes', () => {
  test('train as the local engine does, within float32 noise', async () => {
    const local = await runs.run('local', PLAIN, { engine: { kind: 'cpu' } });
    const torch = await runs.run('plain', PLAIN);
    expect(kinds(torch)).toEqual(kinds(local));
    expect(losses(torch)).toHaveLength(8);
    losses(torch).forEach((loss, i) => {
      expect(loss / losses(local)[i]!).toBeCloseTo(1, 3);
    });
    const [a, b] = await Promise.all(['plain', 'local'].map((name) => runs.state(name)));
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
    expect((await readdir(runs.path('plain'))).sort()).toEqual(
      (await readdir(runs.path('local'))).sort(),
    );
  });

  test('go on with the state of the local engine, and it with theirs', async () => {
    const engines = [{ kind: 'cpu' }, TWO] as const;
    for (const [i, engine] of engines.entries()) {
      const name = `mixed-${i}`;
      await runs.run(name, PLAIN, { engine }, ({ kind }) => kind === 'checkpoint');
      const rest = await runs.run(name, PLAIN, { engine: engines[1 - i]!, resume: true });
      expect(kinds(rest).filter((kind) => kind === 'step')).toHaveLength(6);
      const [a, b] = await Promise.all([name, 'local'].map((run) => runs.state(run)));
      expect(a!.history[1]!.trainingLoss).toBeCloseTo(b!.history[1]!.trainingLoss, 3);
    }
  });

  test('one of them killed, the run says so and goes on to the same weights', async () => {
    await runs.run('whole', RANDOM);
    vi.stubEnv('MAUGUIN_PYTHON', await wrappedPython(runs.folder, python!));
    const killed = runs.run('killed', RANDOM, {}, async ({ kind }, count) => {
      if (kind === 'step' && count === 3) process.kill(await pidOfRank(runs.folder, 1), 'SIGKILL');
      return false;
    });
    await expect(killed).rejects.toThrow(InputError);
    await expect(killed).rejects.toThrow(
      /^rank 1 of the torch engine \(process \d+\) was ended by SIGKILL.*--resume/,
    );
    await expect(async () => process.kill(await pidOfRank(runs.folder, 0), 0)).rejects.toThrow(
      'ESRCH',
    );
    expect(await readdir(runs.path('killed'))).not.toContain('card.json');
    const rest = await runs.run('killed', RANDOM, { resume: true });
    expect(rest.length).toBeGreaterThan(1);
    const [a, b] = await Promise.all(['killed', 'whole'].map((name) => runs.state(name)));
    expect(sameBits(a!.parameters, b!.parameters)).toBe(true);
    expect(a!.history).toEqual(b!.history);
    // What the kill may leave under a temporary name does no harm.
    const left = (await readdir(runs.path('killed'))).filter((file) => !file.endsWith('.tmp'));
    expect(left.sort()).toEqual((await readdir(runs.path('whole'))).sort());
  });

  test('asked to stop, save and go on to the same weights', async () => {
    const stopping = new AbortController();
    const events = await runs.run(
      'stopped',
      RANDOM,
      { signal: stopping.signal },
      (event, count) => {
        if (event.kind === 'step' && count === 3) stopping.abort();
        return false;
      },
    );
    expect(kinds(events).at(-1)).toBe('interrupted');
    const { epoch, batch } = await runs.state('stopped');
    expect(4 * epoch + batch).toBe(losses(events).length);
    await runs.run('stopped', RANDOM, { resume: true });
    const [a, b] = await Promise.all(['stopped', 'whole'].map((name) => runs.state(name)));
    expect(sameBits(a!.parameters, b!.parameters)).toBe(true);
  });

  test('stop at a loss that is not finite, and leave the last good state', async () => {
    const recipe = { ...PLAIN, learningRate: 1e30, warmUpSteps: 0 };
    const diverging = runs.run('diverged', recipe);
    await expect(diverging).rejects.toThrow(
      /the loss became (NaN|Infinity) in epoch 1, batch 2; the last checkpoint is kept/,
    );
    const { batch, parameters } = await runs.state('diverged');
    expect(batch).toBe(0);
    expect(parameters.every(Number.isFinite)).toBe(true);
  });

  test('that cannot write their state say so and leave no half of it', async () => {
    const out = runs.path('full');
    await cp(runs.path('stopped'), out, { recursive: true });
    await rm(join(out, 'state.safetensors'));
    const before = await readdir(out);
    // 100 blocks of 512 bytes; a state has 5.7 MB.
    vi.stubEnv('MAUGUIN_PYTHON', await wrappedPython(runs.folder, python!, 'ulimit -f 100'));
    const writing = runs.run('full', RANDOM, { resume: true });
    await expect(writing).rejects.toThrow(InputError);
    await expect(writing).rejects.toThrow(`${out}/state.safetensors: cannot be written: File too`);
    expect((await runs.state('full')).batch).toBe(0);
    expect((await readdir(out)).sort()).toEqual([...before, 'state.safetensors', 'torch'].sort());
  });
});

test('without Python nothing is begun', async () => {
  vi.stubEnv('MAUGUIN_PYTHON', runs.path('no-python'));
  const running = runs.run('never', PLAIN);
  await expect(running).rejects.toThrow(InputError);
  await expect(running).rejects.toThrow(
    'no-python: not found; install PyTorch 1.13 or later and NumPy (`pip install torch numpy`',
  );
  expect(existsSync(runs.path('never'))).toBe(false);
});

test('a run can be prepared for processes that somebody else starts', async () => {
  const engine = { ...TWO, processes: 0 };
  expect(kinds(await runs.run('prepared', PLAIN, { engine }))).toEqual(['started', 'checkpoint']);
  const job = JSON.parse(await readFile(runs.path('prepared/torch/job.json'), 'utf8'));
  expect(job.recipe).toEqual(parseRecipe(PLAIN));
  expect((await runs.state('prepared')).epoch).toBe(0);
});
