import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeUpStructure } from '../../bench/madeUpStructure.ts';
import { createRng } from '../../src/random/index.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-journey-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string) => join(folder, name);
const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const structures = inFolder('structures.jsonl');
const recipe = inFolder('recipe.json');

/** Rows of each group; the lattices follow from the numbers, whatever the atoms are. */
const GROUPS = [1, 14, 225];

beforeAll(() => {
  const rng = createRng(5);
  const lines = Array.from({ length: 240 }, (_, i) => {
    const structure = JSON.parse(madeUpStructure(`made-up-${i}`, rng));
    return JSON.stringify({ ...structure, spaceGroup: GROUPS[i % GROUPS.length] });
  });
  writeFileSync(structures, `${lines.join('\n')}\n`);
  writeFileSync(
    recipe,
    JSON.stringify({ epochs: 2, batchSize: 32, stemMaxPool: true, checkpointSteps: 2 }),
  );
});

const build = (out: string, ...more: readonly string[]) =>
  mauguin(['dataset', 'build', structures, '--out', out, '--shard-rows', '32', ...more]);

const bytesOf = (path: string) => readFileSync(path).toString('base64');

describe('crystals → data set → training → model → answers', () => {
  test('each step hands over to the next', async () => {
    const data = inFolder('data');
    const built = await build(data, '--json');
    expect(built.stderr).toBe(
      'atoms without a displacement value, in 240 structures, got B = 0 Å² (--b-iso)\n',
    );
    expect(JSON.parse(built.stdout)).toMatchObject({ read: 240, kept: 240 });

    const info = await mauguin(['dataset', 'info', data, '--verify', '--json']);
    expect(JSON.parse(info.stdout)).toMatchObject({
      patterns: 240,
      bravaisLattices: { aP: 80, mP: 80, cF: 80 },
    });

    const run = inFolder('run');
    const trained = await mauguin([
      'train',
      data,
      '--task',
      'bravais',
      '--out',
      run,
      '--recipe',
      recipe,
      '--json',
    ]);
    expect(trained.code).toBe(0);
    expect(JSON.parse(trained.stdout).epochs).toHaveLength(2);
    expect(readdirSync(run).sort()).toEqual([
      'card.json',
      'events.jsonl',
      'run.json',
      'state.safetensors',
      'weights.safetensors',
    ]);

    const scored = await mauguin(['evaluate', run, '--dataset', data, '--json']);
    const scores = JSON.parse(scored.stdout);
    expect(scores).toMatchObject({ task: 'bravais-lattice', n: 24 });
    for (const name of ['top1', 'top5', 'prior1']) expect(scores[name]).toBeTypeOf('number');
    // Three of the 14 lattices occur: the five likeliest answers soon hold the right one.
    expect(scores.top5).toBeGreaterThan(0.8);

    const confusion = inFolder('confusion.csv');
    const direct = await mauguin([
      ...['evaluate', run, '--structures', structures, '--json', '--confusion', confusion],
    ]);
    expect(JSON.parse(direct.stdout).n).toBe(240);
    expect(readFileSync(confusion, 'utf8').split('\n')[0]).toContain('aP');

    const pattern = join(examples, 'patterns', 'rutile.xye');
    const named = await mauguin(['classify', pattern, '--model', run, '--json', '--top', '2']);
    const [answer] = JSON.parse(named.stdout);
    expect(answer.bravais).toHaveLength(2);
    expect(answer.spaceGroup[0]).toEqual({
      number: expect.any(Number),
      symbol: expect.any(String),
      probability: expect.any(Number),
    });

    const other = inFolder('other');
    await build(other, '--b-iso', '0.5');
    const refused = await mauguin(['evaluate', run, '--dataset', other]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/do not fit together: B_iso 0.5 and 0/);
  });

  test('a damaged shard is found', async () => {
    const data = inFolder('damaged');
    await build(data);
    const shard = join(data, readdirSync(data).find((name) => name.endsWith('.npy'))!);
    const bytes = readFileSync(shard);
    bytes[5000]! ^= 1;
    writeFileSync(shard, bytes);
    const { code, stderr } = await mauguin(['dataset', 'info', data, '--verify']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/\.npy.*checksum/);
  });
});

describe('Ctrl-C', () => {
  test('stops a build, which goes on to the same bytes', async () => {
    const whole = inFolder('whole');
    const stopped = inFolder('stopped');
    await build(whole);
    const first = await mauguin(
      ['dataset', 'build', structures, '--out', stopped, '--shard-rows', '32', '--workers', '1'],
      { interruptWhen: () => existsSync(join(stopped, 'patterns-00000.npy')) },
    );
    // On a fast machine the build may have ended first; what follows must hold all the same.
    expect([0, 130]).toContain(first.code);
    expect(readdirSync(stopped).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const second = await build(stopped);
    expect(second.code).toBe(0);
    expect(readdirSync(stopped).sort()).toEqual(readdirSync(whole).sort());
    for (const name of readdirSync(whole)) {
      expect(bytesOf(join(stopped, name)), name).toBe(bytesOf(join(whole, name)));
    }
  });

  test('stops a training, which goes on to the same weights', async () => {
    const data = inFolder('train-data');
    await build(data);
    const train = (out: string, ...more: readonly string[]) => [
      ...['train', data, '--task', 'space-group', '--space-groups', 'more-than-20'],
      ...['--out', out, '--recipe', recipe, ...more],
    ];
    const whole = inFolder('whole-run');
    const stopped = inFolder('stopped-run');
    expect((await mauguin(train(whole, '--workers', '1'))).code).toBe(0);
    const first = await mauguin(train(stopped), {
      interruptWhen: () => existsSync(join(stopped, 'state.safetensors')),
    });
    expect([0, 130]).toContain(first.code);
    if (first.code === 130) {
      expect(first.stderr).toContain('--resume');
      const refused = await mauguin(train(stopped));
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(/not empty.*--resume/);
      expect((await mauguin(train(stopped, '--resume'))).code).toBe(0);
    }
    const weights = 'weights.safetensors';
    expect(bytesOf(join(stopped, weights))).toBe(bytesOf(join(whole, weights)));
  });
});
