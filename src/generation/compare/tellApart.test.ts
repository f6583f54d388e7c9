import { describe, expect, test } from 'vitest';
import { createRng, type Rng } from '../../random/index.ts';
import { tellApart } from './tellApart.ts';

const rng = createRng(5);
const draw = (name: string, row: (rng: Rng) => readonly number[], count = 2000) => {
  const stream = rng.fork(name);
  return Array.from({ length: count }, () => row(stream));
};
const twoNormals = (stream: Rng) => [stream.normal(), stream.normal()];

describe('tellApart', () => {
  test('guesses where both sides are drawn alike', () => {
    const { auc, aucError, accuracyInterval, testedOn } = tellApart(
      draw('a', twoNormals),
      draw('b', twoNormals),
      rng,
    );
    expect(testedOn).toBe(2000);
    expect(Math.abs(auc - 0.5)).toBeLessThan(4 * aucError);
    expect(accuracyInterval.low).toBeLessThan(0.52);
  });

  test('finds a shift, with the area that theory gives', () => {
    const moved = draw('c', (stream) => [stream.normal() + 1, stream.normal()]);
    const { auc, aucError } = tellApart(draw('d', twoNormals), moved, rng);
    // Φ(1/√2) = 0.7602 for two normals one standard deviation apart.
    expect(Math.abs(auc - 0.7602)).toBeLessThan(4 * aucError);
  });

  test('finds a correlation that no single column shows', () => {
    const bound = draw('e', (stream) => {
      const x = stream.normal();
      return [x, 0.8 * x + 0.6 * stream.normal()];
    });
    expect(tellApart(draw('f', twoNormals), bound, rng).auc).toBeGreaterThan(0.65);
  });

  test('asks for enough of both', () => {
    expect(() => tellApart(draw('g', twoNormals, 99), draw('h', twoNormals), rng)).toThrow(
      '100 crystals of each side are needed to compare, got 99',
    );
  });
});
