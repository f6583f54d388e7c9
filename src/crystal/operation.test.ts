import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { determinant3, type Matrix3, type Triple } from '../math/index.ts';
import {
  applyOperation,
  composeOperations,
  formatOperation,
  IDENTITY,
  parseOperation,
  type SymmetryOperation,
  wrapUnit,
} from './operation.ts';

const entry = fc.integer({ min: -1, max: 1 });
const row = fc.tuple(entry, entry, entry);
const rotation: fc.Arbitrary<Matrix3> = fc
  .tuple(row, row, row)
  .filter((m) => Math.abs(determinant3(m)) === 1);
const shift = fc.integer({ min: 0, max: 23 }).map((n) => n / 24);
const operation: fc.Arbitrary<SymmetryOperation> = fc.record({
  rotation,
  translation: fc.tuple(shift, shift, shift),
});

describe('parseOperation', () => {
  test.each([
    ['x,y,z', 'x,y,z'],
    ['x-y,1/2+z,.25-X', 'x-y,z+1/2,-x+1/4'],
    [' -X + Y , -x , z + 1/3 ', '-x+y,-x,z+1/3'],
    ['+x, y+0.6667, z-1/4', 'x,y+2/3,z+3/4'],
    ['y+0.333,x-.5,1.75-z', 'y+1/3,x+1/2,-z+3/4'],
    ['x,y,z+3/2', 'x,y,z+1/2'],
    ['1*x,y,z', 'x,y,z'],
    ['x,y,z+0.2', 'x,y,z+0.2'],
  ])('%s is %s', (text, canonical) => {
    expect(formatOperation(parseOperation(text)!)).toBe(canonical);
  });

  test.each([
    '',
    'x,y',
    'x,y,z,x',
    'x,y,w',
    'x,y,',
    'x,y,z+',
    'x,y,z1/2',
    'x,x,z',
    '2x,y,z',
    'x/2,y,z',
    '0.5x,y,z',
    'x,y,z+1/0',
    'x,y,1/2',
    'xy,y,z',
    'x,--y,z',
  ])('"%s" is none', (text) => {
    expect(parseOperation(text)).toBeUndefined();
  });

  test('reads what formatOperation writes', () => {
    fc.assert(
      fc.property(operation, (one) => {
        expect(parseOperation(formatOperation(one))).toEqual(one);
      }),
    );
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseOperation(text)));
  });
});

test('a composition acts like one operation after the other, up to whole cells', () => {
  const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(operation, operation, fc.tuple(coordinate, coordinate, coordinate), (a, b, p) => {
      const together = applyOperation(composeOperations(a, b), p);
      const oneByOne = applyOperation(a, applyOperation(b, p));
      together.forEach((value, k) => {
        const difference = value - oneByOne[k]!;
        expect(Math.abs(difference - Math.round(difference))).toBeLessThan(1e-9);
      });
    }),
  );
});

test('a 4₁ screw axis applied four times is the identity', () => {
  const screw = parseOperation('-y,x,z+1/4')!;
  const twice = composeOperations(screw, screw);
  expect(formatOperation(twice)).toBe('-x,-y,z+1/2');
  expect(composeOperations(twice, twice)).toEqual(IDENTITY);
});

test('wrapUnit stays below 1', () => {
  const values: Triple = [-1e-17, 1, -0.25];
  expect(values.map(wrapUnit)).toEqual([0, 0, 0.75]);
});
