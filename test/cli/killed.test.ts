import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents } from '../../src/io/eventLog.ts';
import { loadState } from '../../src/io/stateFile.ts';
import { contentOf } from '../contentOf.ts';
import { buildTinyDataset, COARSE, structureLine } from '../tinyDataset.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);

/** As few points as there is a generator for, on the range of the coarse instrument. */
const FINER = { ...COARSE, grid: { start: 20, step: 0.19, count: 661 } };

beforeAll(async () => {
  await buildTinyDataset(inFolder('coarse'));
  await buildTinyDataset(inFolder('finer'), { instrument: FINER });
});

interface Method {
  readonly name: string;
  readonly method: 'supervised' | 'sgan';
  readonly data: string;
  /** Labelled rows of the 34, 3 classes of 10 or more. */
  readonly labelled: string;
  readonly recipe: object;
}

const COMMON = { epochs: 2, stemMaxPool: true, validationShare: 0.2, checkpointSteps: 3 };
const METHODS: readonly Method[] = [
  {
    name: 'supervised',
    method: 'supervised',
    data: 'coarse',
    labelled: '1',
    recipe: { ...COMMON, batchSize: 2, averageDecay: 0.9 },
  },
  {
    name: 'sgan',
    method: 'sgan',
    data: 'finer',
    labelled: '0.25',
    recipe: {
      ...COMMON,
      batchSize: 2,
      sgan: { adversarialHead: 'separate', adversarialLearningRate: 1e-4 },
    },
  },
  {
    name: 'on the fly',
    method: 'supervised',
    data: 'coarse',
    labelled: '1',
    recipe: {
      ...COMMON,
      batchSize: 2,
      onTheFly: true,
      augmentation: {
        cellStrain: { max: 0.02 },
        texture: { max: 2 },
        impurityPhase: { max: 0.3 },
        noise: {},
      },
    },
  },
];

describe.each(METHODS)(
  'kill -9 in mid-epoch, $name',
  ({ name, method, data, labelled, recipe }) => {
    const recipeFile = inFolder(`${name}.json`);
    const train = (out: string, ...more: readonly string[]) => [
      ...['train', inFolder(data), '--task', 'space-group', '--space-groups', 'more-than-10'],
      ...[
        '--method',
        method,
        '--labelled',
        labelled,
        '--recipe',
        recipeFile,
        '--out',
        out,
        ...more,
      ],
    ];

    // Three runs of the program, on a machine that may be busy.
    const timeout = 180_000;
    test('it goes on from its last checkpoint and ends with the same weights', {
      timeout,
    }, async () => {
      writeFileSync(recipeFile, JSON.stringify(recipe));
      const [whole, killed] = [inFolder(`${name}-whole`), inFolder(`${name}-killed`)];
      const undisturbed = await mauguin(train(whole, '--workers', '1'));
      expect(undisturbed).toMatchObject({ code: 0, stdout: expect.stringContaining('epoch 2/2') });

      const state = join(killed, 'state.safetensors');
      const ended = await mauguin(train(killed, '--workers', '2'), {
        interruptWhen: () => existsSync(state),
        signal: 'SIGKILL',
      });
      expect(ended.code).toBeNull();
      expect(readdirSync(killed)).not.toContain('card.json');
      // A state is saved after every third step, and after every epoch.
      const saved = await loadState(state);
      expect(saved.adam.steps).toBeGreaterThanOrEqual(3);
      expect(saved.batch % 3).toBe(0);

      const resumed = await mauguin(train(killed, '--resume'));
      expect(resumed.code).toBe(0);
      for (const file of readdirSync(whole)) {
        if (!file.endsWith('.safetensors')) continue;
        const [one, other] = [whole, killed].map((run) => readFileSync(join(run, file)));
        expect(one!.equals(other!), file).toBe(true);
      }
      const [one, other] = await Promise.all([whole, killed].map(readEvents));
      const untimed = one!.map(({ seconds, samplesPerSecond, ...record }) => record);
      expect(other).toMatchObject(untimed);
      // What the kill may have left under a temporary name does no harm.
      const leftovers = readdirSync(killed).filter((file) => !readdirSync(whole).includes(file));
      expect(leftovers.every((file) => file.endsWith('.tmp'))).toBe(true);
    });
  },
);

describe('kill -9 of a build', () => {
  const structures = inFolder('many.jsonl');
  const build = (out: string, ...more: readonly string[]) => [
    ...['dataset', 'build', structures, '--out', inFolder(out), '--shard-rows', '50'],
    ...['--workers', '1', ...more],
  ];
  const killedAt = async (args: readonly string[], file: string) => {
    const ended = await mauguin(args, { interruptWhen: () => existsSync(file), signal: 'SIGKILL' });
    expect(ended.code).toBeNull();
  };

  beforeAll(async () => {
    const lines = Array.from({ length: 1500 }, (_, i) => structureLine(i));
    writeFileSync(structures, lines.join('\n'));
    expect(await mauguin(build('straight'))).toMatchObject({ code: 0 });
  }, 60_000);

  // At its first file, in its midst, and where the next shard is begun.
  test.each(['build.json', 'patterns-00004.npy', 'metadata.jsonl'])(
    'at %s: the same command goes on to the same bytes',
    { timeout: 60_000 },
    async (file) => {
      const out = `killed-at-${file}`;
      await killedAt(build(out), join(inFolder(out), file));
      expect(readdirSync(inFolder(out))).not.toContain('manifest.json');
      expect(await mauguin(build(out))).toMatchObject({ code: 0 });
      expect(await contentOf(inFolder(out))).toEqual(await contentOf(inFolder('straight')));
    },
  );

  test('of one part: built again and merged it has the same bytes', {
    timeout: 60_000,
  }, async () => {
    const part = (i: number) => build(`part-${i}`, '--shard', `${i}/2`);
    expect(await mauguin(part(1))).toMatchObject({ code: 0 });
    await killedAt(part(2), join(inFolder('part-2'), 'patterns-00003.npy'));
    const folders = [inFolder('part-1'), inFolder('part-2')];
    const merge = ['dataset', 'merge', ...folders, '--out', inFolder('merged')];
    const early = await mauguin(merge);
    expect(early.code).toBe(2);
    expect(early.stderr).toMatch(
      /part-2: the data set is unfinished; run the command that began it/,
    );
    expect(await mauguin(part(2))).toMatchObject({ code: 0 });
    expect(await mauguin(merge)).toMatchObject({ code: 0 });
    expect(await contentOf(inFolder('merged'))).toEqual(await contentOf(inFolder('straight')));
  });
});
