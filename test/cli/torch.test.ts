import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { TORCH_PACKAGE } from '../../src/io/index.ts';
import { torchPython } from '../torch.ts';
import { distance, PLAIN, RANDOM, TorchRuns } from '../torchRuns.ts';
import { mauguin } from './run.ts';

const python = await torchPython();

vi.setConfig({ testTimeout: 300_000 });

let runs: TorchRuns;
beforeAll(async () => {
  runs = await TorchRuns.make();
  writeFileSync(runs.path('recipe.json'), JSON.stringify(PLAIN));
  writeFileSync(runs.path('long.json'), JSON.stringify({ ...RANDOM, epochs: 400 }));
});
afterAll(() => runs.remove());

const train = (out: string, ...more: readonly string[]) => [
  ...['train', runs.path('data'), '--task', 'space-group', '--space-groups', 'more-than-10'],
  ...['--recipe', runs.path('recipe.json'), '--out', runs.path(out), '--engine', 'torch', ...more],
];
const epochsOf = async (run: string) =>
  (await readFile(runs.path(`${run}/events.jsonl`), 'utf8')).trim().split('\n').length;

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === 'object' ? address?.port : 0)));
    });
  });
}

/** A process of a run that nobody of ours started, as a line of a job script would. */
function startRank(run: string, env: Readonly<Record<string, string>>): Promise<number | null> {
  const child = spawn(python!, ['-m', 'mauguin_torch', run], {
    env: { ...process.env, PYTHONPATH: TORCH_PACKAGE, PYTHONDONTWRITEBYTECODE: '1', ...env },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.on('close', resolve));
}

describe.skipIf(python === undefined)('mauguin train --engine torch', () => {
  test('on one machine leaves a model', async () => {
    const { code, stdout } = await mauguin(train('two', '--nproc', '2'));
    expect(code).toBe(0);
    expect(stdout).toContain('epoch 2/2');
    expect(existsSync(runs.path('two/weights.safetensors'))).toBe(true);
    expect(readdirSync(runs.path('two'))).not.toContain('torch');
  });

  test('on two nodes trains the same, and only the first one tells', async () => {
    const master = { MASTER_ADDR: '127.0.0.1', MASTER_PORT: await freePort() };
    const [first, second] = await Promise.all(
      ['0', '1'].map((node) =>
        mauguin(train('nodes', '--nproc', '1', '--nodes', '2', '--workers', '1'), {
          env: { ...master, NODE_RANK: node },
        }),
      ),
    );
    expect([first!.code, second!.code]).toEqual([0, 0]);
    expect(first!.stdout).toContain('epoch 2/2');
    expect(second!.stdout).toBe('');
    const [a, b] = await Promise.all([runs.state('nodes'), runs.state('two')]);
    expect(distance(a.parameters, b.parameters)).toBeLessThan(1e-3);
  });

  test('prepares a run that Slurm’s variables or a shell loop start', async () => {
    const { code, stderr } = await mauguin(train('slurm', '--nproc', '0'));
    expect(code).toBe(0);
    expect(stderr).toContain(`python3 -m mauguin_torch ${runs.path('slurm')}`);
    const port = await freePort();
    const codes = await Promise.all(
      ['0', '1'].map((rank) =>
        startRank(runs.path('slurm'), {
          SLURM_PROCID: rank,
          SLURM_NTASKS: '2',
          SLURM_LOCALID: rank,
          MASTER_ADDR: '127.0.0.1',
          MASTER_PORT: port,
        }),
      ),
    );
    expect(codes).toEqual([0, 0]);
    expect((await mauguin(train('slurm', '--nproc', '2', '--resume'))).code).toBe(0);
    expect(await epochsOf('slurm')).toBe(2);
    const [a, b] = await Promise.all([runs.state('slurm'), runs.state('two')]);
    expect(distance(a.parameters, b.parameters)).toBeLessThan(1e-3);
  });

  test('stopped by Ctrl-C saves and exits with 130', async () => {
    const long = ['--nproc', '2', '--recipe', runs.path('long.json')];
    const interruptWhen = () => existsSync(runs.path('stopped/events.jsonl'));
    const { code, stderr } = await mauguin(train('stopped', ...long), { interruptWhen });
    expect(code).toBe(130);
    expect(stderr).toContain('add --resume to go on');
    const { epoch } = await runs.state('stopped');
    expect(epoch).toBeGreaterThan(0);
    expect(epoch).toBeLessThan(400);
  });
});

test.each([
  [
    'no Python',
    { MAUGUIN_PYTHON: '/nowhere/python3' },
    [],
    /needs Python with PyTorch.*pip install torch/,
  ],
  ['a node without number', {}, ['--nodes', '2'], /NODE_RANK must say which one it is/],
  [
    'a node without meeting point',
    { NODE_RANK: '0' },
    ['--nodes', '2'],
    /MASTER_ADDR and MASTER_PORT/,
  ],
])('%s exits with 2, nothing begun', async (_, env, more, message) => {
  const { code, stderr } = await mauguin(train('never', ...more), { env });
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('Please report');
  expect(existsSync(runs.path('never'))).toBe(false);
});
