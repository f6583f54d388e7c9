import { describe, expect, test } from 'vitest';
import { PAPER_SPACE_GROUPS } from '../crystal/index.ts';
import { chooseSpaceGroups } from './spaceGroupChoice.ts';
import type { StructureStatistics } from './statistics.ts';

const counts = Array.from({ length: 230 }, (_, i) => i + 1);
const statistics = { spaceGroups: counts } as unknown as StructureStatistics;

const weightsOf = (text: string): readonly number[] => {
  const result = chooseSpaceGroups(text, statistics);
  if (!result.ok) throw new Error(result.message);
  return result.weights;
};
const chosen = (text: string) =>
  weightsOf(text).flatMap((weight, i) => (weight > 0 ? [[i + 1, weight]] : []));

describe('chooseSpaceGroups', () => {
  test('real and paper follow the statistics, all does not', () => {
    expect(weightsOf('real')).toEqual(counts);
    expect(chosen('paper')).toEqual(PAPER_SPACE_GROUPS.map((number) => [number, number]));
    expect(chosen('paper')).toHaveLength(144);
    expect(weightsOf('all')).toEqual(new Array(230).fill(1));
  });

  test('reads lists, ranges and weights', () => {
    expect(chosen('14, 1-3,225:2.5')).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [14, 1],
      [225, 2.5],
    ]);
  });

  test.each([
    ['0', '"0" names no space groups'],
    ['231', '"231"'],
    ['5-2', '"5-2"'],
    ['P1', '"P1"'],
    ['', '""'],
    ['1,,2', '""'],
    ['225:0', 'weight of 0'],
  ])('refuses %j', (text, part) => {
    const result = chooseSpaceGroups(text, statistics);
    expect(result.ok ? '' : result.message).toContain(part);
  });
});
