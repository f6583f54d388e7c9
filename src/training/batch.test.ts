import { describe, expect, test } from 'vitest';
import { float32Patterns } from '../dataset/index.ts';
import { createRng } from '../random/index.ts';
import { createBatchMaker, type TrainingData } from './batch.ts';
import { parseRecipe } from './recipe.ts';

const POINTS = 1000;

/** Six patterns with a peak each; the fifth has no class. */
const values = Float32Array.from({ length: 6 * POINTS }, (_, i) => {
  const row = Math.floor(i / POINTS);
  return Math.exp(-(((i % POINTS) - 5 - 7 * row) ** 2) / 4);
});
const data: TrainingData = {
  patterns: float32Patterns(values, POINTS),
  grid: { start: 20, step: 0.1, count: POINTS },
  labels: Int16Array.of(0, 1, 2, 3, -1, 0),
  classes: ['a', 'b', 'c', 'd'],
  trainingRows: Uint32Array.of(0, 1, 2, 3),
  validationRows: Uint32Array.of(5),
};
const rows = Uint32Array.of(3, 0, 1);
const make = (recipe: object, from = rows, seed = 1) =>
  createBatchMaker(data, parseRecipe(recipe))(from, createRng(seed));

describe('patterns', () => {
  test('are those of the rows, untouched without noise and strain', () => {
    const { x } = make({});
    expect(x).toHaveLength(3 * POINTS);
    rows.forEach((row, i) => {
      const expected = values.subarray(row * POINTS, (row + 1) * POINTS);
      expect(x.subarray(i * POINTS, (i + 1) * POINTS)).toEqual(expected);
    });
  });

  test.each([{ noise: { share: 1 } }, { maxStrain: 0.05 }])(
    'change with %o, from the rng',
    (recipe) => {
      const before = values.slice();
      const { x } = make(recipe);
      expect(x).not.toEqual(make({}).x);
      expect(make(recipe).x).toEqual(x);
      expect(make(recipe, rows, 2).x).not.toEqual(x);
      expect(values).toEqual(before);
    },
  );

  test('of one row twice in a batch get noise of their own', () => {
    const { x } = make({ noise: { share: 1 } }, Uint32Array.of(2, 2));
    expect(x.subarray(0, POINTS)).not.toEqual(x.subarray(POINTS));
  });

  test('are strained before counting: the noise is not spread', () => {
    const noise = { share: 1, minCounts: 100, maxCounts: 100, maxBackground: 1 };
    const { x } = make({ maxStrain: 0.2, noise }, Uint32Array.of(0));
    // Neighbouring differences of white noise have twice its variance, spread noise has less.
    const tail = x.subarray(100);
    const power = tail.reduce((sum, y) => sum + y * y, 0);
    let differences = 0;
    for (let i = 1; i < tail.length; i++) differences += (tail[i]! - tail[i - 1]!) ** 2;
    expect(Math.abs(differences / power - 2)).toBeLessThan(0.25);
  });
});

describe('targets', () => {
  test('are one-hot', () => {
    expect([...make({}).target]).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0]);
  });

  test('are smoothed: a share s of the probability goes to all classes alike', () => {
    const { target } = make({ labelSmoothing: 0.2 }, Uint32Array.of(2));
    const expected = [0.05, 0.05, 0.85, 0.05];
    expected.forEach((share, k) => {
      expect(target[k]).toBeCloseTo(share, 7);
    });
  });

  test('of a row without a class are refused', () => {
    expect(() => make({}, Uint32Array.of(0, 4))).toThrow(
      'row 4 has no class and cannot be trained on',
    );
  });
});
