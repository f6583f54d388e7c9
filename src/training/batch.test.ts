import { describe, expect, test } from 'vitest';
import { float32Patterns } from '../dataset/index.ts';
import { BT1_GE311 } from '../pattern/index.ts';
import { createRng } from '../random/index.ts';
import { allTrainingRows, type TrainingData, targetsOf } from './batch.ts';
import { parseRecipe } from './recipe.ts';
import { otherRow, storedSource } from './storedSource.ts';

const POINTS = 1000;

/** Six patterns with a peak each; the fifth has no class. */
const values = Float32Array.from({ length: 6 * POINTS }, (_, i) => {
  const row = Math.floor(i / POINTS);
  return Math.exp(-(((i % POINTS) - 5 - 7 * row) ** 2) / 4);
});
const data: TrainingData = {
  patterns: float32Patterns(values, POINTS),
  instrument: { ...BT1_GE311, grid: { start: 20, step: 0.1, count: POINTS } },
  labels: Int16Array.of(0, 1, 2, 3, -1, 0),
  classes: ['a', 'b', 'c', 'd'],
  trainingRows: Uint32Array.of(0, 1, 2, 3),
  validationRows: Uint32Array.of(5),
};
const read = (augmentation: object, views: readonly (readonly [number, string])[], seed = 1) =>
  storedSource(data, parseRecipe({ augmentation }), createRng(seed)).read(
    views.map(([row, name]) => ({ row, name })),
  );
const VIEWS = [
  [3, 'a'],
  [0, 'b'],
  [1, 'c'],
] as const;

describe('patterns', () => {
  test('are those of the rows, untouched without augmentation', async () => {
    const x = await read({}, VIEWS);
    expect(x).toHaveLength(3 * POINTS);
    VIEWS.forEach(([row], i) => {
      const expected = values.subarray(row * POINTS, (row + 1) * POINTS);
      expect(x.subarray(i * POINTS, (i + 1) * POINTS)).toEqual(expected);
    });
  });

  test.each([{ noise: { share: 1 } }, { strain: { max: 0.05 } }, { impurityPhase: { max: 0.5 } }])(
    'change with %o, from seed, row and name',
    async (augmentation) => {
      const before = values.slice();
      const x = await read(augmentation, VIEWS);
      expect(x).not.toEqual(await read({}, VIEWS));
      expect(await read(augmentation, VIEWS)).toEqual(x);
      expect(await read(augmentation, VIEWS, 2)).not.toEqual(x);
      // In another batch, or alone, a view shows the same.
      expect(await read(augmentation, [VIEWS[1]])).toEqual(x.subarray(POINTS, 2 * POINTS));
      expect(values).toEqual(before);
    },
  );

  test('of one row twice in a batch are different views', async () => {
    const twice = [
      [2, 'first'],
      [2, 'second'],
    ] as const;
    const x = await read({ noise: { share: 1 } }, twice);
    expect(x.subarray(0, POINTS)).not.toEqual(x.subarray(POINTS));
  });

  test('are strained before counting: the noise is not spread', async () => {
    const noise = { share: 1, minCounts: 100, maxCounts: 100, maxBackground: 1 };
    const x = await read({ strain: { max: 0.2 }, noise }, [[0, 'x']]);
    // Neighbouring differences of white noise have twice its variance, spread noise has less.
    const tail = x.subarray(100);
    const power = tail.reduce((sum, y) => sum + y * y, 0);
    let differences = 0;
    for (let i = 1; i < tail.length; i++) differences += (tail[i]! - tail[i - 1]!) ** 2;
    expect(Math.abs(differences / power - 2)).toBeLessThan(0.25);
  });
});

describe('impurities', () => {
  test('are patterns of training rows: never of validation, and never the own', async () => {
    const rows = allTrainingRows({ ...data, unlabelledRows: Uint32Array.of(4, 2) });
    expect([...rows]).toEqual([0, 1, 2, 2, 3, 4]);
    const seen = new Set<number>();
    for (let seed = 0; seed < 200; seed++) {
      const x = await read({ impurityPhase: { max: 1 } }, [[1, 'x']], seed);
      // Peaks lie at point 5 + 7 row.
      for (let row = 0; row < 6; row++) if (row !== 1 && x[5 + 7 * row]! > 0.05) seen.add(row);
    }
    expect([...seen].sort()).toEqual([0, 2, 3]);
  });

  test('need another row', () => {
    expect(otherRow(Uint32Array.of(7), 7, createRng(1))).toBeUndefined();
    for (let seed = 0; seed < 20; seed++) {
      expect(otherRow(Uint32Array.of(7, 9), 7, createRng(seed))).toBe(9);
    }
  });
});

const targets = (recipe: object, from: Uint32Array) => targetsOf(data, from, parseRecipe(recipe));

describe('targets', () => {
  test('are one-hot', () => {
    expect([...targets({}, Uint32Array.of(3, 0, 1))]).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0]);
  });

  test('are smoothed: a share s of the probability goes to all classes alike', () => {
    const target = targets({ labelSmoothing: 0.2 }, Uint32Array.of(2));
    const expected = [0.05, 0.05, 0.85, 0.05];
    expected.forEach((share, k) => {
      expect(target[k]).toBeCloseTo(share, 7);
    });
  });

  test('of a row without a class are refused', () => {
    expect(() => targets({}, Uint32Array.of(0, 4))).toThrow(
      'row 4 has no class and cannot be trained on',
    );
  });
});
