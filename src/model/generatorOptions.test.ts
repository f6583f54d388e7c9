import { expect, test } from 'vitest';
import { generatedLength, generatorFor, PAPER_GENERATOR_LAYERS } from './generatorOptions.ts';

test('3041 points take the paper’s generator as it is: 100 numbers, a last kernel of 7', () => {
  expect(generatorFor(3041)).toEqual({ latent: 100, layers: PAPER_GENERATOR_LAYERS });
});

test('every length from 661 on has a generator, which makes just so many points', () => {
  for (let points = 661; points < 3200; points++) {
    const options = generatorFor(points);
    expect(options.latent).toBeGreaterThanOrEqual(1);
    expect(generatedLength(options)).toBe(points);
  }
});

test.each([3, 64, 660])('%i points are too few', (points) => {
  const making = () => generatorFor(points);
  expect(making).toThrow(RangeError);
  expect(making).toThrow(`${points} points are too short`);
  expect(making).toThrow('661 or more');
});

test('a number of latent numbers that does not fit is refused, with one that does', () => {
  expect(generatedLength(generatorFor(3041, 99))).toBe(3041);
  for (const latent of [1, 97, 101]) {
    expect(() => generatorFor(3041, latent)).toThrow(
      `a generator of ${latent} latent numbers makes no patterns of 3041 points: take 100`,
    );
  }
});
