import fc from 'fast-check';
import { expect, test } from 'vitest';
import { determinant3, invert3, type Triple, transform3, transpose3 } from '../math/index.ts';
import { spannedLattice } from './spannedLattice.ts';

const index = fc.integer({ min: -9, max: 9 });
const vectors = fc.array(fc.tuple(index, index, index), { minLength: 3, maxLength: 12 });

test('holds every vector it came from, as whole multiples of its basis', () => {
  fc.assert(
    fc.property(vectors, (given) => {
      const basis = spannedLattice(given);
      fc.pre(basis !== undefined);
      const coordinatesOf = transpose3(invert3(basis!));
      for (const vector of given) {
        for (const x of transform3(coordinatesOf, vector)) {
          expect(Math.abs(x - Math.round(x))).toBeLessThan(1e-9);
        }
      }
    }),
  );
});

test.each<[string, readonly Triple[], number]>([
  [
    'all reflections',
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    1,
  ],
  [
    'h + k + l even',
    [
      [1, 1, 0],
      [0, 1, 1],
      [1, 0, 1],
      [2, 0, 0],
    ],
    2,
  ],
  [
    'all odd or all even',
    [
      [1, 1, 1],
      [2, 0, 0],
      [2, 2, 0],
      [3, 1, 1],
    ],
    4,
  ],
  [
    'of a cell doubled along b',
    [
      [1, 0, 0],
      [0, 4, 0],
      [1, 6, 0],
      [0, 0, 1],
    ],
    2,
  ],
])('%s', (_, given, size) => {
  expect(Math.abs(determinant3(spannedLattice(given)!))).toBe(size);
});

test('reflections of one zone span no lattice', () => {
  expect(
    spannedLattice([
      [1, 0, 0],
      [0, 1, 0],
      [3, -2, 0],
    ]),
  ).toBeUndefined();
  expect(spannedLattice([])).toBeUndefined();
});
