import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import { marginalOf, scoreOfValue, valueOfScore } from './marginal.ts';

const rng = createRng(1);
const normals = Array.from({ length: 20_000 }, () => rng.normal());

describe('marginal', () => {
  test('of normal values is the line from score to value', () => {
    const marginal = marginalOf(normals, 8);
    for (const score of [-2, -1, 0, 0.5, 1.5, 2]) {
      expect(valueOfScore(marginal, score)).toBeCloseTo(score, 1);
      expect(scoreOfValue(marginal, score)).toBeCloseTo(score, 1);
    }
  });

  test('leads from score to value and back', () => {
    const marginal = marginalOf(normals.map(Math.exp), 12);
    fc.assert(
      fc.property(fc.double({ min: -2.5, max: 2.5, noNaN: true }), (score) => {
        expect(scoreOfValue(marginal, valueOfScore(marginal, score))).toBeCloseTo(score, 4);
      }),
    );
  });

  test('gives no value beyond its ends, where single structures would show', () => {
    const marginal = marginalOf(normals);
    expect(valueOfScore(marginal, -9)).toBe(marginal[0]);
    expect(valueOfScore(marginal, 9)).toBe(marginal.at(-1));
    expect(Math.min(...normals)).toBeLessThan(marginal[0]!);
  });

  test('puts a value that many share in the middle of them', () => {
    // A third each of 1, 2 and 3: 2 lies between the shares 1/3 and 2/3.
    const thirds = marginalOf(Array.from({ length: 900 }, (_, i) => 1 + (i % 3)));
    expect(scoreOfValue(thirds, 2)).toBeCloseTo(0, 6);
  });
});
