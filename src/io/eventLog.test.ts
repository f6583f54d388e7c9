import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EVENTS, type LoggedEpoch, readEvents, writeEvents } from './eventLog.ts';
import { InputError } from './inputError.ts';

const epoch = (number: number): LoggedEpoch => ({
  epoch: number,
  trainingLoss: 1 / number,
  trainingTop1: 0.5,
  learningRate: 1e-3,
  validation: { loss: 2 / number, top1: 0.25, top5: 1 },
});
const ADVERSARIAL = {
  unlabelledLoss: 1 / 7,
  generatedLoss: 2 / 7,
  generatorLoss: 3 / 7,
  dReal: 4 / 7,
  dGenerated: 5 / 7,
  diversity: 0,
  realDiversity: 6 / 7,
  nearestDistance: 1 / 9,
};

let folder: string;
const path = () => join(folder, EVENTS);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a run that has none yet has no epochs', async () => {
  expect(await readEvents(folder)).toEqual([]);
});

test('epochs come back exactly, each with its own times', async () => {
  const first = { ...epoch(1), seconds: 0.1 + 0.2, samplesPerSecond: 1 / 3 };
  const second = { ...epoch(2), adversarial: ADVERSARIAL, seconds: 7, samplesPerSecond: 11 };
  await writeEvents(folder, [epoch(1)], first);
  await writeEvents(folder, [epoch(1), epoch(2)], second);
  expect(await readEvents(folder)).toEqual([first, second]);
  expect((await readFile(path(), 'utf8')).split('\n')).toHaveLength(3);
  expect(await readdir(folder)).toEqual([EVENTS]);
});

test('an epoch that is told again is there once, with its latest times', async () => {
  await writeEvents(folder, [epoch(1)], { ...epoch(1), seconds: 1 });
  await writeEvents(folder, [epoch(1)], { ...epoch(1), seconds: 2 });
  expect(await readEvents(folder)).toEqual([{ ...epoch(1), seconds: 2 }]);
});

test('what is beyond the state is forgotten, what is missing comes from its history', async () => {
  await writeEvents(folder, [epoch(1), epoch(2), epoch(3)], { ...epoch(3), seconds: 3 });
  await writeEvents(folder, [epoch(1), epoch(2)], { ...epoch(2), seconds: 2 });
  expect(await readEvents(folder)).toEqual([epoch(1), { ...epoch(2), seconds: 2 }]);
});

test.each([
  ['{"epoch": 2', 'is not JSON'],
  ['[]', 'line 2'],
  [JSON.stringify({ ...epoch(2), trainingLoss: null }), 'trainingLoss'],
  [JSON.stringify({ ...epoch(2), adversarial: { ...ADVERSARIAL, dReal: 'high' } }), 'dReal'],
])('a damaged line is named: %s', async (line, what) => {
  const text = `${JSON.stringify(epoch(1))}\n${line}\n`;
  await writeFile(path(), text);
  for (const use of [
    () => readEvents(folder),
    () => writeEvents(folder, [epoch(1), epoch(2)], epoch(2)),
  ]) {
    await expect(use()).rejects.toThrow(InputError);
    await expect(use()).rejects.toThrow(`${path()}, line 2: `);
    await expect(use()).rejects.toThrow(what);
  }
  // Nothing is written over it.
  expect(await readFile(path(), 'utf8')).toBe(text);
});
