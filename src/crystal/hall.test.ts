import { readFileSync } from 'node:fs';
import { type MoyoOperation, operations_from_number } from '@spglib/moyo-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { groupOperations } from './group.ts';
import { groupFromHall } from './hall.ts';
import { formatOperation, type SymmetryOperation } from './operation.ts';
import { SETTINGS } from './settingTable.ts';
import { initSymmetry } from './symmetry.ts';

beforeAll(() => {
  const wasm = new URL('../../node_modules/@spglib/moyo-wasm/moyo_wasm_bg.wasm', import.meta.url);
  initSymmetry(readFileSync(wasm));
});

/** moyo writes matrices column by column. */
function fromMoyo({ rotation: r, translation }: MoyoOperation): SymmetryOperation {
  const rotation = [
    [r[0], r[3], r[6]],
    [r[1], r[4], r[7]],
    [r[2], r[5], r[8]],
  ] as const;
  return { rotation, translation };
}

/** Coordinate triplets of the group, or the message of the fault. */
function tripletsFromHall(symbol: string): readonly string[] {
  const result = groupFromHall(symbol);
  return result.ok ? groupOperations(result.group).map(formatOperation) : [result.message];
}

test('all 530 tabulated symbols give the operations of moyo', () => {
  for (const { hallNumber, number, hall } of SETTINGS) {
    const setting = { type: 'HallNumber', value: hallNumber } as const;
    const expected = operations_from_number(number, setting, false).map(fromMoyo);
    const triplets = expected.map(formatOperation).sort();
    expect(tripletsFromHall(hall).toSorted(), hall).toEqual(triplets);
  }
  expect(SETTINGS).toHaveLength(530);
});

describe('notation', () => {
  // International Tables B (2006), A1.4.2.3.2
  test.each([
    ['P -2xc', '-x,y,z+1/2'],
    ['P 3*', 'z,x,y'],
    ['P 61 2 (0 0 -1)', 'x-y,x,z+1/6'],
    ['P 61 2 (0 0 -1)', '-y,-x,-z+5/6'],
    ['P 61 2 (x,y,z-1/12)', '-y,-x,-z+5/6'],
    ['R 3', 'x+2/3,y+1/3,z+1/3'],
    ['R 3 (-x,-y,z)', 'x+1/3,y+2/3,z+1/3'],
  ])('%s contains %s', (symbol, triplet) => {
    expect(tripletsFromHall(symbol)).toContain(triplet);
  });

  test.each([
    ['P 32 2"', 'P 32 2='],
    ['-P 2ac 2n', '-P_2ac_2n'],
    ['-R 3 2"c', '-r 3 2"C'],
    ['P 2y', 'P 2 (y,z,x)'],
    ['P 2x', 'P 2 (z,x,y)'],
  ])('%s is %s', (symbol, other) => {
    expect(tripletsFromHall(other).toSorted()).toEqual(tripletsFromHall(symbol).toSorted());
  });
});

describe('change of basis', () => {
  test('a larger cell gains lattice points', () => {
    const triplets = tripletsFromHall('P -4 2 (1/2*x-1/2*y,1/2*x+1/2*y,z)');
    // Eight rotations of -42m, two points of the C lattice.
    expect(triplets).toHaveLength(16);
    expect(triplets).toContain('x+1/2,y+1/2,z');
  });

  test('a smaller cell loses them', () => {
    const triplets = tripletsFromHall('F 4 (x-y,x+y,z)');
    expect(triplets).toHaveLength(8);
    expect(triplets).toContain('x,y,z');
    expect(triplets).toContain('x+1/2,y+1/2,z+1/2');
  });

  test.each([
    ['P 4 (x-y,x+y,z)', 'edges that are no lattice vectors'],
    ['P 4 (2x,y,z)', 'half an edge'],
    ['P 4 (1/2x,y,z)', 'a cell that the fourfold axis does not keep'],
    ['P 4 (x,y,x+y)', 'a flat cell'],
    ['P 4 (x,y,q)', 'an unknown letter'],
    ['P 4 (x,y)', 'two coordinates'],
  ])('%s is refused: %s', (symbol) => {
    expect(groupFromHall(symbol)).toMatchObject({
      ok: false,
      message: expect.stringContaining('leads to no unit cell'),
    });
  });
});

test.each([
  ['', 'does not have the form'],
  ['P', 'does not have the form'],
  ['Q 2', 'does not have the form'],
  ['P 5', '"5" in Hall symbol "P 5" is unknown'],
  ["P 4'", 'is unknown'],
  ['P 2w', 'generates no space group'],
  ['P 6 4x', 'generates no space group'],
])('"%s" %s', (symbol, message) => {
  const result = groupFromHall(symbol);
  expect(result).toMatchObject({ ok: false, message: expect.stringContaining(message) });
});
