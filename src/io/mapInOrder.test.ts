import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { workerUrl } from '../nn/index.ts';
import { mapInOrder } from './mapInOrder.ts';

async function* upTo(n: number, drawn: number[] = []) {
  for (let i = 0; i < n; i++) {
    drawn.push(i);
    yield i;
  }
}

test('results come in the order of the items, whichever is ready first', async () => {
  const results: number[] = [];
  const slowFirst = async (i: number) => {
    await setTimeout(i % 3 === 0 ? 10 : 0);
    return i * i;
  };
  for await (const [item, result] of mapInOrder(upTo(10), slowFirst, 4)) {
    expect(result).toBe(item * item);
    results.push(item);
  }
  expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a slow consumer holds the source back', async () => {
  const drawn: number[] = [];
  const mapped = mapInOrder(upTo(100, drawn), async (i) => i, 5);
  for (let taken = 1; taken <= 20; taken++) {
    await mapped.next();
    expect(drawn.length).toBeLessThanOrEqual(taken + 4);
  }
});

test('a failure is met in its turn', async () => {
  const failAtTwo = async (i: number) => {
    if (i === 2) throw new Error('two');
    return i;
  };
  const seen: number[] = [];
  const run = async () => {
    for await (const [i] of mapInOrder(upTo(10), failAtTwo, 5)) seen.push(i);
  };
  await expect(run()).rejects.toThrow('two');
  expect(seen).toEqual([0, 1]);
});

test('workers run from dist, also for a module run from src', () => {
  const url = (from: string) => workerUrl(from, './simulateWorker.ts').href;
  expect(url('file:///p/src/io/a.ts')).toBe('file:///p/dist/io/simulateWorker.js');
  expect(url('file:///p/dist/io/a.js')).toBe('file:///p/dist/io/simulateWorker.js');
});
