import type { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { threadsOf } from '../../../test/threadsOf.ts';
import { createRng } from '../../random/index.ts';
import { GraphBuilder } from '../onnx/graphBuilder.ts';
import { GraphPool, type GraphPoolOptions, type GraphTask, type PoolGraph } from './graphPool.ts';

/** y = 2x + 1 for vectors. */
function doublingGraph(): PoolGraph {
  const graph = new GraphBuilder();
  const doubled = graph.scale(graph.input('x', 'float32', ['B']), 2);
  graph.output('y', 'float32', ['B'], graph.add(doubled, graph.scalar(1)));
  return { bytes: graph.build(), dropouts: [], samples: 1 };
}

const SIDE = 1000;

/** A tenth of a second of work: x³ of a square matrix. */
function slowGraph(): PoolGraph {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float32', [SIDE, SIDE]);
  const product = graph.matMul(graph.matMul(x, x), x);
  graph.output('y', 'float32', [], graph.node('ReduceMax', [product], { keepdims: 0 }));
  return { bytes: graph.build(), dropouts: [], samples: 1 };
}

const ELEMENTS = 400;
const open: GraphPool[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});

let graphs: GraphPoolOptions['graphs'];
beforeAll(() => {
  graphs = {
    double: doublingGraph(),
    early: { ...doublingGraph(), first: true },
    slow: slowGraph(),
  };
});

/** A pool whose array `x` holds 0, 1, 2 …, and whose matrix is the unit matrix. */
async function start(workers: number): Promise<GraphPool> {
  const arrays = { x: ELEMENTS, y: ELEMENTS, matrix: SIDE * SIDE, largest: 1 };
  const pool = await GraphPool.start({ graphs, arrays, workers });
  open.push(pool);
  const x = pool.array('x');
  for (let i = 0; i < x.length; i++) x[i] = i;
  for (let i = 0; i < SIDE; i++) pool.array('matrix')[i * (SIDE + 1)] = 1;
  return pool;
}

const double = (offset: number, length = 1, changes: Partial<GraphTask> = {}): GraphTask => ({
  graph: 'double',
  inputs: { x: { array: 'x', offset, shape: [length] } },
  outputs: { y: { array: 'y', offset, shape: [length] } },
  ...changes,
});

const SLOW: GraphTask = {
  graph: 'slow',
  inputs: { x: { array: 'matrix', shape: [SIDE, SIDE] } },
  outputs: { y: { array: 'largest', shape: [] } },
};

/** Names of tasks in the order in which they were finished. */
async function finished(tasks: Readonly<Record<string, Promise<void>>>): Promise<string[]> {
  const order: string[] = [];
  const noted = Object.entries(tasks).map(([name, done]) => done.then(() => order.push(name)));
  await Promise.all(noted);
  return order;
}

describe('tasks', () => {
  test('read and write their own stretch of the arrays and nothing else', async () => {
    const pool = await start(1);
    await pool.run(double(3, 2));
    const y = Array.from(pool.array('y').subarray(0, 8));
    expect(y).toEqual([0, 0, 0, 7, 9, 0, 0, 0]);
  });

  test('are all done, each once, by any number of workers', async () => {
    for (const workers of [1, 2, 3]) {
      const pool = await start(workers);
      const rng = createRng(workers);
      const runs = Array.from({ length: ELEMENTS }, (_, i) =>
        pool.run(double(i, 1, { graph: rng.uniform() < 0.3 ? 'early' : 'double' })),
      );
      await Promise.all(runs);
      expect(pool.array('y').every((y, i) => y === 2 * i + 1)).toBe(true);
    }
  });

  test('are begun in the order of the calls, those of the first worker’s graphs before all others', async () => {
    const pool = await start(1);
    const order = await finished({
      slow: pool.run(SLOW),
      a: pool.run(double(0)),
      b: pool.run(double(1)),
      early1: pool.run(double(2, 1, { graph: 'early' })),
      c: pool.run(double(3)),
      early2: pool.run(double(4, 1, { graph: 'early' })),
    });
    // The slow one may be begun before the early ones are known, the others cannot.
    const others = order.filter((name) => name !== 'slow');
    expect(others).toEqual(['early1', 'early2', 'a', 'b', 'c']);
    expect(pool.array('largest')[0]).toBe(1);
  });

  test('given one after the other see what the one before has written', async () => {
    const pool = await start(2);
    const again = { inputs: { x: { array: 'y', offset: 5, shape: [1] } } };
    await pool.run(double(5));
    for (let i = 0; i < 50; i++) await pool.run(double(5, 1, again));
    // y ← 2y + 1, 50 times from 11: 12·2⁵⁰ − 1 in float32.
    expect(pool.array('y')[5]).toBe(12 * 2 ** 50);
  });
});

test('an input is copied again when its version changes, or has none', async () => {
  const pool = await start(1);
  const results: number[] = [];
  for (const version of [1, 1, 2, undefined, 2]) {
    pool.array('x')[0]! += 10;
    const x = { array: 'x', shape: [1], ...(version && { version }) };
    await pool.run(double(0, 1, { inputs: { x } }));
    results.push(pool.array('y')[0]!);
  }
  // x is 10, 20, 30, 40, 50.
  expect(results).toEqual([21, 21, 61, 81, 101]);
});

describe('a task that fails', () => {
  test.each<[string, GraphTask, string]>([
    ['of an unknown graph', { ...double(0), graph: 'triple' }, 'the pool has no graph triple'],
    [
      'that reads an unknown array',
      double(0, 1, { inputs: { x: { array: 'z', shape: [1] } } }),
      'the pool has no array z',
    ],
    [
      'that writes an unknown array',
      double(0, 1, { outputs: { y: { array: 'z', shape: [1] } } }),
      'the pool has no array z',
    ],
    [
      'that reads beyond the end',
      double(ELEMENTS - 1, 2),
      '2 elements from 399 on are more than the array x has',
    ],
    ['without an input', double(0, 1, { inputs: {} }), "'x'"],
    ['of another shape', double(0, 1, { inputs: { x: { array: 'x', shape: [1, 1] } } }), 'rank'],
  ])('%s is told why, and no other is touched', async (_, task, message) => {
    const pool = await start(1);
    const [before, failing, after] = [pool.run(double(1)), pool.run(task), pool.run(double(2))];
    await expect(failing).rejects.toThrow(message);
    await Promise.all([before, after]);
    expect(Array.from(pool.array('y').subarray(0, 4))).toEqual([0, 3, 5, 0]);
  });
});

test('an array that there is not is refused', async () => {
  const pool = await start(1);
  expect(() => pool.array('z')).toThrow(RangeError);
  expect(() => pool.array('z')).toThrow('the pool has no array z');
});

describe('the end', () => {
  test('waits for all tasks; afterwards there are none', async () => {
    const pool = await start(2);
    const runs = [pool.run(SLOW), ...Array.from({ length: 20 }, (_, i) => pool.run(double(i)))];
    await pool.close();
    await Promise.all(runs);
    expect(pool.array('largest')[0]).toBe(1);
    expect(pool.array('y')[19]).toBe(39);
    await expect(pool.run(double(0))).rejects.toThrow('the engine was closed');
    await pool.close();
  });

  test('waits for a task that fails, too', async () => {
    const pool = await start(1);
    const failing = pool.run({ ...double(0), graph: 'triple' });
    const closing = pool.close();
    await expect(failing).rejects.toThrow('triple');
    await closing;
  });

  test('leaves no thread behind', async () => {
    const threads = await threadsOf(() => start(3));
    expect(threads).toHaveLength(3);
    expect(threads.every(({ threadId }) => threadId > 0)).toBe(true);
    await open.at(-1)!.close();
    expect(threads.map(({ threadId }) => threadId)).toEqual([-1, -1, -1]);
  });

  test('of one worker is that of the pool: all that wait are told', async () => {
    let pool!: GraphPool;
    const [worker] = (await threadsOf(async () => {
      pool = await start(1);
    })) as [Worker];
    const dying = worker.terminate();
    const runs = [pool.run(double(0)), pool.run(double(1))];
    const reasons = await Promise.allSettled(runs);
    await dying;
    for (const { status } of reasons) expect(status).toBe('rejected');
    await expect(runs[0]).rejects.toThrow('a training worker stopped (code 1)');
    await expect(pool.run(double(2))).rejects.toThrow('a training worker stopped');
    await pool.close();
  });
});
