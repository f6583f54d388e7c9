import { describe, expect, test } from 'vitest';
import { mean } from '../math/index.ts';
import { createRng, type Rng } from '../random/index.ts';
import { addNoise } from './noise.ts';

const N = 40_000;
const recipe = { minCounts: 1e4, maxCounts: 1e6, maxBackground: 0.4 };

/** Its normals are random, its uniforms all the same: what the recipe leaves open is fixed. */
const fixed = (uniform: number, seed = 1): Rng => ({ ...createRng(seed), uniform: () => uniform });

/** A single maximum, then plateaus of 0.5 and of 0. */
function plateaus(): Float32Array {
  const pattern = new Float32Array(1 + 2 * N).fill(0.5, 1, 1 + N);
  pattern[0] = 1;
  return pattern;
}

describe.each([
  // u, counts = 1e4 · 100^u, background = 0.4 · u
  [0, 1e4, 0],
  [0.5, 1e5, 0.2],
  [0.75, 1e4 * 100 ** 0.75, 0.3],
])('drawn at %d', (u, counts, background) => {
  const pattern = plateaus();
  addNoise(pattern, fixed(u), recipe);
  const half = Array.from(pattern.subarray(1, 1 + N));
  const zero = Array.from(pattern.subarray(1 + N));
  // The pattern is scaled to its maximum again, which the mean of a plateau tells.
  const scale = 0.5 / mean(half);

  test('has the variance (y + b)/N', () => {
    for (const [values, y] of [
      [half, 0.5],
      [zero, 0],
    ] as const) {
      const centre = mean(values);
      const variance = scale ** 2 * mean(values.map((value) => (value - centre) ** 2));
      const expected = (y + background) / counts;
      // A variance of n normals has the relative standard deviation √(2/n).
      expect(Math.abs(variance - expected)).toBeLessThanOrEqual(5 * expected * Math.sqrt(2 / N));
    }
  });

  test('keeps the mean and does not cut below zero', () => {
    const sigma = Math.sqrt(background / counts / N);
    expect(Math.abs(scale * mean(zero))).toBeLessThanOrEqual(5 * sigma);
    const negative = zero.filter((value) => value < 0).length;
    if (background > 0) expect(Math.abs(negative - N / 2)).toBeLessThan(5 * Math.sqrt(N / 4));
    else expect(negative).toBe(0);
  });

  test('has the maximum 1', () => {
    expect(pattern.reduce((max, y) => Math.max(max, y))).toBeCloseTo(1, 6);
  });
});

test('even where hardly a count is left, every point is finite', () => {
  const hopeless = { minCounts: 1e-6, maxCounts: 1e-6, maxBackground: 1 };
  for (let seed = 0; seed < 200; seed++) {
    const pattern = Float32Array.of(1, 0, 0);
    addNoise(pattern, createRng(seed), hopeless);
    expect(pattern.every(Number.isFinite)).toBe(true);
  }
});
