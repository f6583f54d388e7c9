import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOf } from '../contentOf.ts';
import { type Slurm, slurmIsMissing, startSlurm, until } from '../slurm.ts';
import { structureLine } from '../tinyDataset.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-slurm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);

/** A blank and an apostrophe, so that the scripts must quote it. */
const structures = inFolder("all o'structures.jsonl");
const ROWS = 12_000;
const BUILD = ['dataset', 'build', structures, '--shard-rows', '100', '--seed', '5'];

beforeAll(() => {
  const lines = Array.from({ length: ROWS }, (_, i) =>
    i % 500 === 7 ? `{"id": "broken ${i}` : structureLine(i % 900, { id: `id-${i}` }),
  );
  writeFileSync(structures, lines.join('\n'));
});

const missing = slurmIsMissing();
if (missing !== undefined) {
  if (process.env.CI) throw new Error(`CI needs Slurm: ${missing}`);
  console.warn(`skipped: ${missing}`);
}

describe.skipIf(missing !== undefined)('a job array of a real Slurm', () => {
  let slurm: Slurm;
  beforeAll(async () => {
    slurm = await startSlurm(inFolder('slurm'));
  }, 90_000);
  afterAll(() => slurm?.stop());

  const shardsOf = (part: string) =>
    existsSync(part) ? readdirSync(part).filter((name) => name.endsWith('.npy')).length : 0;

  test('builds the set, one task killed and queued again, byte for byte the local one', {
    timeout: 300_000,
  }, async () => {
    const out = inFolder('spread');
    const submitted = await mauguin(
      [...BUILD, '--out', out, '--slurm', '3', '--sbatch=--time=10', '--json'],
      { env: slurm.env },
    );
    expect(submitted).toMatchObject({ code: 0, stderr: '' });
    const { jobs } = JSON.parse(submitted.stdout);

    // Task 1 is taken from its node in the midst of its work; Slurm queues it again.
    const first = join(`${out}.parts`, '1');
    await until('the first shards of task 1', () => shardsOf(first) >= 2, 120);
    slurm.run('scontrol', 'requeue', `${jobs.array}_1`);
    const shardsWhenKilled = shardsOf(first);
    expect(existsSync(join(first, 'manifest.json'))).toBe(false);
    // A queued-again task waits two minutes unless told otherwise.
    await until('task 1 to be queued again', () => stateOf(`${jobs.array}_1`) === 'PENDING');
    expect(existsSync(join(first, 'manifest.json'))).toBe(false);
    slurm.run('scontrol', 'update', `JobId=${jobs.array}_1`, 'StartTime=now');

    await until('the merge', () => existsSync(join(out, 'manifest.json')), 240);
    expect(stateOf(`${jobs.array}_1`, 'Restarts')).toBe('1');
    const log = readFileSync(join(`${out}.parts`, 'logs', '1.log'), 'utf8');
    const kept = Number(/going on after (\d+) patterns/.exec(log)?.[1]);
    expect(kept).toBeGreaterThanOrEqual(100 * (shardsWhenKilled - 1));

    const local = inFolder('local');
    expect(await mauguin([...BUILD, '--out', local])).toMatchObject({ code: 0 });
    expect(await contentOf(out)).toEqual(await contentOf(local));
  });

  function stateOf(job: string, field = 'JobState'): string | undefined {
    const text = slurm.run('scontrol', 'show', 'job', job);
    return new RegExp(`\\b${field}=(\\S+)`).exec(text)?.[1];
  }

  test('says what sbatch refuses', async () => {
    const { code, stderr } = await mauguin(
      [...BUILD, '--out', inFolder('refused'), '--slurm', '2', '--sbatch=--partition=none'],
      { env: slurm.env },
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/build\.sh: sbatch refuses it: .*partition/i);
  });
});

describe('without Slurm', () => {
  test('the scripts can be written only', async () => {
    const out = inFolder('scripts');
    const { code, stdout } = await mauguin([
      ...[...BUILD, '--out', out, '--slurm', '12', '--no-submit', '--max-volume', '900'],
      ...['--sbatch=--time=1:00:00', '--sbatch=--cpus-per-task=4'],
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('--dependency=afterok:JOB');
    const build = readFileSync(join(`${out}.parts`, 'build.sh'), 'utf8');
    expect(build).toMatch(/^#!\/bin\/sh\n/);
    expect(build).toContain('#SBATCH --array=1-12\n');
    expect(build).toContain('#SBATCH --time=1:00:00\n#SBATCH --cpus-per-task=4\n');
    expect(build).toContain("all o'\\''structures.jsonl'");
    expect(build).toContain('--max-volume 900');
    const merge = readFileSync(join(`${out}.parts`, 'merge.sh'), 'utf8');
    expect(merge.match(/scripts\.parts\/\d+/g)).toHaveLength(12);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no sbatch', ['--slurm', '2'], /sbatch cannot be run .*there is no Slurm here/],
    ['a shard too', ['--slurm', '2', '--shard', '1/2'], /--slurm makes the parts itself/],
    ['options without Slurm', ['--sbatch=--time=1'], /--sbatch goes with --slurm/],
    ['a shard 3/2', ['--shard', '3/2'], /must be i\/n with i from 1 to n/],
    [
      'an unknown instrument',
      ['--slurm', '2', '--instrument', 'nowhere'],
      /no instrument and no file/,
    ],
  ])('refuses %s', async (_, flags, message) => {
    const out = inFolder('refused-early');
    const { code, stderr } = await mauguin([...BUILD, '--out', out, ...flags], {
      env: { PATH: '/nowhere' },
    });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/report this/);
    expect(code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});
