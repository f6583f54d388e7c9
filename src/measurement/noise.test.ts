import { expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import { denoise, isNoiseFree, noiseLevel, shrink } from './noise.ts';

const rng = createRng(7);
const peak = (i: number) => Math.exp(-(((i - 500) / 4) ** 2) / 2);

test('the noise of white noise, with and without a strong peak and a slope', () => {
  const level = (y: Float64Array) => noiseLevel(y).reduce((sum, s) => sum + s, 0) / y.length;
  const noise = Float64Array.from({ length: 5000 }, () => 3 * rng.normal());
  // Standard error of the estimate: about 2 %.
  expect(level(noise)).toBeGreaterThan(2.8);
  expect(level(noise)).toBeLessThan(3.2);
  const pattern = noise.map((y, i) => y + 1000 * peak(i) + 0.1 * i);
  expect(Math.abs(level(pattern) / level(noise) - 1)).toBeLessThan(0.02);
});

test('noise follows the counting statistics along the pattern', () => {
  const counts = Float64Array.from({ length: 4000 }, (_, i) => rng.poisson(i < 2000 ? 900 : 25));
  const sigma = noiseLevel(counts);
  expect(sigma[1000]! / 30).toBeCloseTo(1, 0);
  expect(sigma[3000]! / 5).toBeCloseTo(1, 0);
});

test('a curve is free of noise, counts are not', () => {
  const curve = Float64Array.from({ length: 1000 }, (_, i) => 100 * peak(i));
  expect(isNoiseFree(curve)).toBe(true);
  expect(isNoiseFree(curve.map((y) => rng.poisson(y + 5)))).toBe(false);
});

test('filtering quietens the flat parts and keeps a peak sharp', () => {
  const noisy = Float64Array.from({ length: 1000 }, (_, i) => 100 * peak(i) + rng.normal());
  const filtered = denoise(noisy, new Float64Array(1000).fill(1), 4);
  const spread = Math.sqrt(filtered.subarray(0, 450).reduce((s, y) => s + y * y, 0) / 450);
  expect(spread).toBeLessThan(0.6);
  expect(Math.abs(filtered[500]! - noisy[500]!)).toBeLessThan(0.5);
  expect(Math.abs(filtered[505]! - noisy[505]!)).toBeLessThan(0.5);
});

test('without noise the filter changes nothing', () => {
  const curve = Float64Array.from({ length: 100 }, (_, i) => peak(450 + i));
  const filtered = denoise(curve, new Float64Array(100), 4);
  for (const [i, y] of filtered.entries()) expect(y).toBeCloseTo(curve[i]!, 14);
});

test('shrinking clears the weak and spares the strong', () => {
  const shrunk = shrink(Float64Array.of(-1, 0.5, 1, 2, 100), new Float64Array(5).fill(1));
  expect([...shrunk]).toEqual([0, 0, 0, 1.5, 99.99]);
});
