import { expect, test } from 'vitest';
import { mean } from '../math/index.ts';
import { createRng } from '../random/index.ts';
import { withCountingNoise } from './countingNoise.ts';
import type { Pattern } from './pattern.ts';

const N = 20_000;
const patternOf = (intensity: Float64Array): Pattern => ({
  radiation: 'neutron',
  wavelength: 2,
  twoTheta: Float64Array.from(intensity, (_, i) => i),
  intensity,
});
/** Three levels, the highest 0.5. */
const levels = patternOf(Float64Array.from({ length: 3 * N }, (_, i) => [0, 0.1, 0.5][i % 3]!));

function counted(counts: number, background: number, seed = 1) {
  return withCountingNoise(levels, createRng(seed), { counts, background });
}

// Variance of a Poisson distribution: its mean. Its own standard error is μ √(2/n) and a little.
test.each([
  [200, 30],
  [4000, 0],
  [20, 3],
])('at %d counts over %d, mean and variance are those of Poisson', (counts, background) => {
  const { intensity } = counted(counts, background);
  for (const [level, share] of [0, 0.2, 1].entries()) {
    const values = [...intensity].filter((_, i) => i % 3 === level);
    const expected = counts * share + background;
    const average = mean(values);
    const variance = mean(values.map((n) => (n - average) ** 2));
    expect(Math.abs(average - expected)).toBeLessThanOrEqual(4 * Math.sqrt(expected / N));
    expect(Math.abs(variance - expected)).toBeLessThanOrEqual(5 * expected * Math.sqrt(2 / N));
  }
});

test('counts are whole, and their standard deviation is the root, 1 for none', () => {
  const { intensity, sigma } = counted(20, 3);
  intensity.forEach((n, i) => {
    expect(Number.isInteger(n)).toBe(true);
    expect(sigma![i]).toBe(n === 0 ? 1 : Math.sqrt(n));
  });
});

test('the same seed gives the same counts, another one others', () => {
  expect(counted(200, 3)).toEqual(counted(200, 3));
  expect(counted(200, 3).intensity).not.toEqual(counted(200, 3, 2).intensity);
});

test('nothing to count is refused', () => {
  const rng = createRng(1);
  expect(() => withCountingNoise(patternOf(new Float64Array(3)), rng, { counts: 9 })).toThrow(
    /without intensity/,
  );
  expect(() => withCountingNoise(levels, rng, { counts: -1 })).toThrow(RangeError);
  expect(() => withCountingNoise(levels, rng, { counts: 1, background: -1 })).toThrow(RangeError);
});
