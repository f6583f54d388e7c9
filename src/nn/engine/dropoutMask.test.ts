import { describe, expect, test } from 'vitest';
import { DropoutMask } from './dropoutMask.ts';

const SAMPLES = 8;
const ROWS = 500;
const CHANNELS = 32;
const SIZE = SAMPLES * ROWS * CHANNELS;

const maskOf = (p: number, rows = ROWS) =>
  new DropoutMask({ input: 'mask', rows, channels: CHANNELS, p }, SAMPLES);
const drops = (mask: Float32Array) => mask.reduce((sum, kept) => sum + 1 - kept, 0);

describe.each([1e-5, 1e-4, 0.01, 0.05, 0.5, 0.9])('p = %d', (p) => {
  const DRAWS = 40;
  const draws = () => {
    const mask = maskOf(p);
    return Array.from({ length: DRAWS }, (_, seed) => mask.draw(SAMPLES, seed).slice());
  };

  test('is the share of dropped elements', () => {
    const n = DRAWS * SIZE;
    const dropped = draws().reduce((sum, mask) => sum + drops(mask), 0);
    // Binomial, within five standard deviations.
    expect(Math.abs(dropped - n * p)).toBeLessThan(5 * Math.sqrt(n * p * (1 - p)));
  });

  test('is the share at the first and the last place as well', () => {
    const mask = maskOf(p, 1);
    const n = 2000;
    let first = 0;
    let last = 0;
    for (let seed = 0; seed < n; seed++) {
      const drawn = mask.draw(SAMPLES, seed);
      first += 1 - drawn[0]!;
      last += 1 - drawn.at(-1)!;
    }
    const bound = 5 * Math.sqrt(n * p * (1 - p)) + 1;
    expect(Math.abs(first - n * p)).toBeLessThan(bound);
    expect(Math.abs(last - n * p)).toBeLessThan(bound);
  });
});

test('neighbours are dropped independently', () => {
  const p = 0.3;
  const mask = maskOf(p).draw(SAMPLES, 7);
  let pairs = 0;
  for (let i = 1; i < mask.length; i++) if (mask[i - 1] === 0 && mask[i] === 0) pairs++;
  const expected = p * p * SIZE;
  // Overlapping pairs: variance n·p²·(1 + 2p − 3p²).
  const sigma = Math.sqrt(expected * (1 + 2 * p - 3 * p * p));
  expect(Math.abs(pairs - expected)).toBeLessThan(5 * sigma);
});

test('a seed fixes the mask, whatever was drawn before; another seed gives another', () => {
  const mask = maskOf(0.05, 50);
  const first = mask.draw(SAMPLES, 1).slice();
  const second = mask.draw(SAMPLES, 2).slice();
  expect(second).not.toEqual(first);
  expect(mask.draw(SAMPLES, 1)).toEqual(first);
  expect(maskOf(0.05, 50).draw(SAMPLES, 2)).toEqual(second);
});

test('fewer samples have the beginning of the mask', () => {
  const mask = maskOf(0.05, 50);
  const whole = mask.draw(SAMPLES, 3).slice();
  const part = mask.draw(3, 3);
  expect(part).toHaveLength(3 * 50 * CHANNELS);
  expect(part).toEqual(whole.subarray(0, part.length));
});

test('samples drawn apart have the masks that each part has alone', () => {
  const spec = { input: 'mask', rows: 50, channels: CHANNELS, p: 0.2 };
  const apart = new DropoutMask(spec, 8, 3);
  const alone = new DropoutMask(spec, 3);
  // Once before, so that there is something to forget.
  apart.draw(8, 1, 2, 3);
  const drawn = apart.draw(7, 4, 5, 6);
  const parts = [alone.draw(3, 4).slice(), alone.draw(3, 5).slice(), alone.draw(1, 6)];
  expect(Array.from(drawn)).toEqual(parts.flatMap((part) => Array.from(part)));
});

test('neighbouring seeds share no more than chance', () => {
  const p = 0.2;
  const mask = maskOf(p);
  const a = mask.draw(SAMPLES, 100).slice();
  const b = mask.draw(SAMPLES, 101);
  const both = a.reduce((sum, kept, i) => sum + Number(kept === 0 && b[i] === 0), 0);
  const q = p * p;
  expect(Math.abs(both - q * SIZE)).toBeLessThan(5 * Math.sqrt(SIZE * q * (1 - q)));
});
