import { afterEach, describe, expect, test } from 'vitest';
import { l2, relativeDifference } from '../../../test/goldenNetwork.ts';
import { threadsOf } from '../../../test/threadsOf.ts';
import {
  TINY_CLASSES,
  TINY_POINTS,
  type TinyNetwork,
  tinyBatch,
  tinyGradientGraph,
} from '../../../test/tinyNetwork.ts';
import { createRng } from '../../random/index.ts';
import { GradientEngine, type GradientEngineOptions } from './gradientEngine.ts';

const open: GradientEngine[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.close()));
});

async function start(network: TinyNetwork, options: GradientEngineOptions) {
  const graph = tinyGradientGraph(network);
  const engine = await GradientEngine.start(graph, options);
  open.push(engine);
  const rng = createRng(5);
  for (let i = 0; i < engine.parameters.length; i++) engine.parameters[i] = rng.normal() / 2;
  return engine;
}

/** Everything that a batch gives, copied. */
async function answer(engine: GradientEngine, rows: number, seed = 1, batch = 1) {
  const { x, target } = tinyBatch(rows, createRng(batch));
  const { loss, logits } = await engine.computeGradient(x, target, seed);
  return { loss, logits, gradient: engine.gradient.slice() };
}

describe('the gradient', () => {
  test('is the same to the last bit for 1, 2 and 3 workers, dropout on', async () => {
    const answers = [];
    for (const workers of [1, 2, 3]) {
      const engine = await start({ dropout: 0.3 }, { workers, batchSize: 18, microBatch: 4 });
      // Twice, since workers take micro-batches as they come.
      answers.push(await answer(engine, 18), await answer(engine, 18));
    }
    expect(l2(answers[0]!.gradient)).toBeGreaterThan(0.01);
    for (const other of answers) expect(other).toEqual(answers[0]);
  });

  test('does not depend on the size of micro-batches but for rounding, dropout off', async () => {
    const [whole, ...others] = await Promise.all(
      [18, 1, 4, 7].map(async (microBatch) =>
        answer(await start({}, { workers: 1, batchSize: 18, microBatch }), 18),
      ),
    );
    for (const { loss, logits, gradient } of others) {
      expect(loss).toBeCloseTo(whole!.loss, 6);
      expect(relativeDifference(logits, whole!.logits)).toBeLessThan(1e-6);
      expect(relativeDifference(gradient, whole!.gradient)).toBeLessThan(1e-5);
    }
  });

  test('is that of the mean loss: the average over the rows', async () => {
    const engine = await start({}, { workers: 1, batchSize: 6, microBatch: 4 });
    const { x, target } = tinyBatch(6, createRng(1));
    const whole = await answer(engine, 6);
    const mean = new Float64Array(engine.gradient.length);
    let loss = 0;
    for (let row = 0; row < 6; row++) {
      const one = await engine.computeGradient(
        x.subarray(row * TINY_POINTS, (row + 1) * TINY_POINTS),
        target.subarray(row * TINY_CLASSES, (row + 1) * TINY_CLASSES),
        1,
      );
      loss += one.loss / 6;
      engine.gradient.forEach((g, i) => {
        mean[i]! += g / 6;
      });
    }
    expect(whole.loss).toBeCloseTo(loss, 6);
    expect(relativeDifference(whole.gradient, mean)).toBeLessThan(1e-5);
  });

  test('of a smaller batch holds nothing of the larger one before it', async () => {
    const used = await start({ dropout: 0.3 }, { workers: 2, batchSize: 18, microBatch: 4 });
    await answer(used, 18, 9, 2);
    const fresh = await start({ dropout: 0.3 }, { workers: 2, batchSize: 6, microBatch: 4 });
    const small = await answer(used, 6);
    expect(small.logits).toHaveLength(6 * TINY_CLASSES);
    expect(small).toEqual(await answer(fresh, 6));
  });

  test('is moved by the parameters between batches', async () => {
    const engine = await start({}, { workers: 2, batchSize: 8 });
    const before = await answer(engine, 8);
    const step = 1e-2 / l2(before.gradient);
    before.gradient.forEach((g, i) => {
      engine.parameters[i]! -= step * g;
    });
    // Down the gradient by 1e-2 the loss falls by 1e-2 · |gradient|, to first order.
    const fall = before.loss - (await answer(engine, 8)).loss;
    expect(fall / (1e-2 * l2(before.gradient))).toBeCloseTo(1, 1);
  });
});

describe('dropout', () => {
  test('is fixed by the seed', async () => {
    const engine = await start({ dropout: 0.3 }, { workers: 2, batchSize: 10, microBatch: 4 });
    const first = await answer(engine, 10, 1);
    const second = await answer(engine, 10, 2);
    expect(second.logits).not.toEqual(first.logits);
    expect(await answer(engine, 10, 1)).toEqual(first);
  });

  test('drops the same activations whether 8, 16 or 24 rows are taken at once', async () => {
    const [eight, ...others] = await Promise.all(
      [8, 16, 24].map(async (microBatch) =>
        answer(await start({ dropout: 0.3 }, { batchSize: 44, microBatch }), 44),
      ),
    );
    for (const { gradient } of others) {
      expect(relativeDifference(gradient, eight!.gradient)).toBeLessThan(1e-5);
    }
  });

  test('gives every row a mask of its own', async () => {
    const engine = await start({ dropout: 0.5 }, { workers: 1, batchSize: 64, microBatch: 8 });
    const { x } = tinyBatch(1, createRng(1));
    const same = new Float32Array(64 * TINY_POINTS);
    for (let row = 0; row < 64; row++) same.set(x, row * TINY_POINTS);
    const target = new Float32Array(64 * TINY_CLASSES).fill(1 / TINY_CLASSES);
    const { logits } = await engine.computeGradient(same, target, 1);
    const firsts = new Set(logits.filter((_, i) => i % TINY_CLASSES === 0));
    expect(firsts.size).toBeGreaterThan(50);
  });

  test('keeps the mean of what passes through a linear network', async () => {
    const ROWS = 64;
    const BATCHES = 30;
    const options = { workers: 1, batchSize: ROWS, microBatch: 16 };
    const { x } = tinyBatch(1, createRng(1));
    const same = new Float32Array(ROWS * TINY_POINTS);
    for (let row = 0; row < ROWS; row++) same.set(x, row * TINY_POINTS);
    const target = new Float32Array(ROWS * TINY_CLASSES).fill(1 / TINY_CLASSES);
    const still = await start({ linear: true }, options);
    const dropped = await start({ linear: true, dropout: 0.3 }, options);
    const expected = (await still.computeGradient(same, target, 0)).logits[0]!;
    const values: number[] = [];
    for (let seed = 0; seed < BATCHES; seed++) {
      const { logits } = await dropped.computeGradient(same, target, seed);
      for (let row = 0; row < ROWS; row++) values.push(logits[row * TINY_CLASSES]!);
    }
    const n = values.length;
    const mean = values.reduce((sum, v) => sum + v, 0) / n;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
    expect(variance).toBeGreaterThan(0.01);
    expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(variance / n));
  });
});

describe('refused', () => {
  test.each([
    ['no rows', 0, 0],
    ['too many rows', 5 * TINY_POINTS, 5 * TINY_CLASSES],
    ['half a row', 1.5 * TINY_POINTS, 2 * TINY_CLASSES],
    ['too few targets', 2 * TINY_POINTS, TINY_CLASSES],
    ['too many targets', 2 * TINY_POINTS, 3 * TINY_CLASSES],
  ])('a batch of %s', async (_, points, targets) => {
    const engine = await start({}, { workers: 1, batchSize: 4 });
    const batch = engine.computeGradient(new Float32Array(points), new Float32Array(targets), 1);
    await expect(batch).rejects.toThrow(RangeError);
    // The engine is still good.
    expect((await answer(engine, 4)).loss).toBeGreaterThan(0);
  });

  test.each([{ workers: 0 }, { workers: 1.5 }, { batchSize: 0 }, { microBatch: 0 }])(
    '%o',
    async (options) => {
      await expect(GradientEngine.start(tinyGradientGraph(), options)).rejects.toThrow(RangeError);
    },
  );

  test('a graph that is none, and no thread stays behind', async () => {
    const graph = { ...tinyGradientGraph(), bytes: Uint8Array.of(1, 2, 3, 4) };
    const threads = await threadsOf(async () => {
      const starting = GradientEngine.start(graph, { workers: 2, batchSize: 16 });
      await expect(starting).rejects.toThrow(/protobuf/i);
    });
    expect(threads.map(({ threadId }) => threadId)).toEqual([-1, -1]);
  });
});

test('closed in the midst of a batch, it ends the batch first', async () => {
  const options = { workers: 2, batchSize: 400, microBatch: 1 };
  const undisturbed = await answer(await start({ dropout: 0.3 }, options), 400);
  const engine = await start({ dropout: 0.3 }, options);
  const pending = answer(engine, 400);
  await engine.close();
  expect(await pending).toEqual(undisturbed);
});

test('no thread outlives the engine', async () => {
  const threads = await threadsOf(() => start({}, { workers: 3, batchSize: 16 }));
  // No more workers than micro-batches of 8.
  expect(threads).toHaveLength(2);
  expect(threads.every(({ threadId }) => threadId > 0)).toBe(true);
  await Promise.all(open.map((engine) => engine.close()));
  expect(threads.map(({ threadId }) => threadId)).toEqual([-1, -1]);
});
