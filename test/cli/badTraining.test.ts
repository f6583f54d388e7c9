import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTinyDataset } from '../tinyDataset.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-bad-training-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  await buildTinyDataset(inFolder('coarse'));
});

describe('train says what is wrong with', () => {
  const recipe = (name: string, content: unknown) => {
    writeFileSync(inFolder(name), JSON.stringify(content));
    return ['--recipe', inFolder(name)];
  };
  test.each<[string, () => readonly string[], RegExp]>([
    [
      'choices of a GAN for supervised training',
      () => recipe('gan.json', { sgan: { latent: 3 } }),
      /gan\.json: this recipe has the choices of a GAN \(sgan\): add --method sgan/,
    ],
    [
      'choices of a GAN that are none',
      () => ['--method', 'sgan', ...recipe('five.json', { sgan: 5 })],
      /bad recipe:.*sgan/s,
    ],
    ['an unknown choice', () => recipe('colour.json', { colour: 'red' }), /colour/],
    [
      'a contradiction',
      () => ['--preset', 'paper', ...recipe('slow.json', { learningRate: 1e-9 })],
      /finalLearningRate is greater than learningRate/,
    ],
    ['a recipe that is a list', () => recipe('list.json', []), /list\.json: not a JSON object/],
    [
      'no labels',
      () => ['--labelled', '0'],
      /--labelled: a share of more than 0 and at most 1, not 0/,
    ],
    ['more labels than there are', () => ['--labelled', '1.5'], /at most 1, not 1\.5/],
    ['a share that is no number', () => ['--labelled', 'half'], /at most 1, not half/],
    ['patterns too short for a generator', () => ['--method', 'sgan'], /64 points are too short/],
    ['an unknown preset', () => ['--preset', 'nature'], /nature/],
  ])('%s', async (_, flags, message) => {
    const out = inFolder('never');
    const { code, stdout, stderr } = await mauguin([
      ...['train', inFolder('coarse'), '--task', 'space-group', '--space-groups', 'more-than-10'],
      ...['--out', out, ...flags()],
    ]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/at .*\.js:\d+|report this/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });

  test('a learning rate that ruins the network: epoch and batch, without a trace of calls', async () => {
    const out = inFolder('ruined');
    const steep = { learningRate: 1e30, warmUpSteps: 0, batchSize: 8, stemMaxPool: true };
    const { code, stderr } = await mauguin([
      ...['train', inFolder('coarse'), '--task', 'space-group', '--space-groups', 'more-than-10'],
      ...['--out', out, ...recipe('steep.json', steep)],
    ]);
    expect(stderr).toMatch(/became (NaN|-?Infinity) in epoch 1, batch \d.*lower learning rate/);
    expect(stderr).not.toMatch(/at .*\.js:\d+|report this/);
    expect(code).toBe(2);
  });
});
