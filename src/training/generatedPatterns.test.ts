import { describe, expect, test } from 'vitest';
import { sameBits } from '../../test/sameBits.ts';
import { float32Patterns } from '../dataset/index.ts';
import { generatorFor, generatorParameters, initialParameters } from '../model/index.ts';
import { newAdamState } from '../nn/index.ts';
import { BT1_GE311 } from '../pattern/index.ts';
import { createRng } from '../random/index.ts';
import { GeneratorWatch, meanDistance, meanNearest } from './generatedPatterns.ts';

describe('distances by hand', () => {
  test('of two rows among three: 5, 5 and 6', () => {
    expect(meanDistance(Float32Array.of(0, 0, 3, 4, -3, 4), 2)).toBeCloseTo(16 / 3, 12);
  });

  test('of equal rows, of one row and of none: 0', () => {
    expect(meanDistance(Float32Array.of(1, 2, 1, 2, 1, 2), 2)).toBe(0);
    expect(meanDistance(Float32Array.of(1, 2), 2)).toBe(0);
    expect(meanDistance(new Float32Array(), 2)).toBe(0);
  });

  test('to the nearest of other rows: 1 and 0', () => {
    const others = Float32Array.of(0, 1, 3, 4, 100, 100);
    expect(meanNearest(Float32Array.of(0, 0, 3, 4), others, 2)).toBe(0.5);
    expect(meanNearest(others, others, 2)).toBe(0);
  });
});

const POINTS = 661;
const options = generatorFor(POINTS);
const rng = createRng(4);
const values = Float32Array.from({ length: 30 * POINTS }, () => rng.uniform());
const data = {
  patterns: float32Patterns(values, POINTS),
  instrument: { ...BT1_GE311, grid: { start: 10, step: 0.2, count: POINTS } },
  labels: new Int16Array(30),
  classes: ['a'],
  trainingRows: Uint32Array.of(0, 1),
  unlabelledRows: Uint32Array.from({ length: 20 }, (_, i) => 2 + i),
  validationRows: Uint32Array.from({ length: 8 }, (_, i) => 22 + i),
};

const specs = generatorParameters(options);
const generator = (change: (name: string, value: number) => number = (_, value) => value) => {
  const parameters = initialParameters(specs.parameters, createRng(1));
  for (const { name, offset, size } of specs.parameters) {
    for (let i = offset; i < offset + size; i++) parameters[i] = change(name, parameters[i]!);
  }
  const statistics = initialParameters(specs.statistics, createRng(1));
  return { parameters, statistics, adam: newAdamState(parameters.length) };
};

describe('the watch', () => {
  test('looks at 64 patterns of the same random vectors again and again', async () => {
    const watch = new GeneratorWatch(data, createRng(1), options);
    const first = await watch.generate(generator());
    expect(first).toHaveLength(64 * POINTS);
    expect(first.every((y) => y > 0 && y < 1)).toBe(true);
    expect(sameBits(await watch.generate(generator()), first)).toBe(true);
    expect(watch.measure(first)).toEqual({
      diversity: meanDistance(first, POINTS),
      realDiversity: expect.any(Number),
      nearestDistance: meanNearest(first, values.subarray(2 * POINTS, 22 * POINTS), POINTS),
    });
    const other = new GeneratorWatch(data, createRng(2), options);
    expect(sameBits(await other.generate(generator()), first)).toBe(false);
  });

  test('compares with unlabelled rows, and with neither labelled nor validation rows', () => {
    const watch = new GeneratorWatch(data, createRng(1), options);
    const copies = values.slice(2 * POINTS, 22 * POINTS);
    const measured = watch.measure(copies);
    expect(measured.nearestDistance).toBe(0);
    expect(measured.diversity / measured.realDiversity).toBeCloseTo(1, 6);
    // Uniform numbers: a squared difference is 1/6 on average.
    expect(measured.realDiversity / Math.sqrt(POINTS / 6)).toBeCloseTo(1, 1);
    const labelled = watch.measure(values.slice(0, 2 * POINTS));
    expect(labelled.nearestDistance).toBeGreaterThan(9);
  });

  test('sees a collapse: a generator that does not look at its random numbers', async () => {
    const watch = new GeneratorWatch(data, createRng(1), options);
    // Thrice the first weights: without batch statistics each layer shrinks its input.
    const alive = watch.measure(await watch.generate(generator((_, value) => 3 * value)));
    // Without a first convolution all patterns are the same.
    const collapsed = generator((name, value) => (name === 'main.0.weight' ? 0 : 3 * value));
    const dead = watch.measure(await watch.generate(collapsed));
    expect(alive.diversity).toBeGreaterThan(1);
    expect(dead.diversity).toBe(0);
    expect(dead.nearestDistance).toBeGreaterThan(0);
    expect(dead.realDiversity).toBe(alive.realDiversity);
  });
});
