import { describe, expect, test } from 'vitest';
import { deriveWyckoff } from '../../test/deriveWyckoff.ts';
import { operationsOfSetting } from './settingTable.ts';
import { SPACE_GROUP_TYPES } from './spaceGroups.ts';

import { wyckoffSet } from './wyckoff.ts';

const GROUPS = SPACE_GROUP_TYPES.map(({ number }) => number);

const sorted = (
  positions: readonly { readonly multiplicity: number; readonly freedom: number }[],
): readonly string[] =>
  positions.map(({ multiplicity, freedom }) => `${multiplicity} of freedom ${freedom}`).sort();

describe('wyckoffSet', () => {
  test('has the 1731 positions of International Tables', () => {
    expect(GROUPS.flatMap((number) => wyckoffSet(number).positions)).toHaveLength(1731);
  });

  // International Tables A (2016), Chapter 2.3
  test.each([
    [1, 1],
    [2, 9],
    [14, 5],
    [47, 27],
    [62, 4],
    [136, 11],
    [166, 9],
    [194, 12],
    [221, 14],
    [225, 12],
    [227, 9],
    [230, 8],
  ])('space group %d has %d positions', (number, count) => {
    expect(wyckoffSet(number).positions).toHaveLength(count);
  });

  test('letters run from a, the general position is the last', () => {
    for (const number of GROUPS) {
      const { positions, setting } = wyckoffSet(number);
      const letters = 'abcdefghijklmnopqrstuvwxyzA'.slice(0, positions.length);
      expect(positions.map(({ letter }) => letter).join('')).toBe(letters);
      const general = positions.at(-1)!;
      expect(general).toMatchObject({ siteSymmetry: '1', free: [0, 1, 2] });
      expect(general.multiplicity).toBe(operationsOfSetting(setting).length);
    }
  });

  test('are in every group those that its own operations lead to', { timeout: 60_000 }, () => {
    for (const number of GROUPS) {
      const { positions, setting } = wyckoffSet(number);
      const tabulated = positions.map(({ multiplicity, free }) => ({
        multiplicity,
        freedom: free.length,
      }));
      const derived = deriveWyckoff(operationsOfSetting(setting));
      expect(sorted(derived), `space group ${number}`).toEqual(sorted(tabulated));
    }
  });

  test('refuses what is no space group', () => {
    expect(() => wyckoffSet(0)).toThrow('1–230');
    expect(() => wyckoffSet(231)).toThrow('1–230');
  });
});
