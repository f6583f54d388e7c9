import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { determinant3, multiply3, transpose3 } from '../math/index.ts';
import {
  cellVolume,
  checkCell,
  metricTensor,
  orthogonalisationMatrix,
  reciprocalMetric,
} from './cell.ts';
import type { Cell } from './crystal.ts';

const chalcanthite = { a: 6.141, b: 10.736, c: 5.986, alpha: 82.27, beta: 107.43, gamma: 102.67 };

/** Angles whose sum and differences always close a cell. */
const anyCell: fc.Arbitrary<Cell> = fc.record({
  a: fc.double({ min: 2, max: 50, noNaN: true }),
  b: fc.double({ min: 2, max: 50, noNaN: true }),
  c: fc.double({ min: 2, max: 50, noNaN: true }),
  alpha: fc.double({ min: 65, max: 115, noNaN: true }),
  beta: fc.double({ min: 65, max: 115, noNaN: true }),
  gamma: fc.double({ min: 65, max: 115, noNaN: true }),
});

describe('volume', () => {
  test('of chalcanthite, triclinic', () => {
    // cctbx, in the reference structure-factors.json
    expect(cellVolume(chalcanthite)).toBeCloseTo(366.3607338, 6);
  });

  test('is the product of the edges in a cubic cell, exactly', () => {
    const cubic = { a: 5, b: 5, c: 5, alpha: 90, beta: 90, gamma: 90 };
    expect(cellVolume(cubic)).toBe(125);
  });
});

test('the reciprocal metric inverts the metric', () => {
  fc.assert(
    fc.property(anyCell, (cell) => {
      const product = multiply3(metricTensor(cell), reciprocalMetric(cell));
      product.flat().forEach((value, i) => {
        expect(value).toBeCloseTo(i % 4 === 0 ? 1 : 0, 8);
      });
    }),
  );
});

test('orthogonalisation keeps lengths, angles and volume: MᵀM = G, det M = V', () => {
  fc.assert(
    fc.property(anyCell, (cell) => {
      const m = orthogonalisationMatrix(cell);
      const g = metricTensor(cell).flat();
      multiply3(transpose3(m), m)
        .flat()
        .forEach((value, i) => {
          expect(value).toBeCloseTo(g[i]!, 6);
        });
      expect(determinant3(m) / cellVolume(cell)).toBeCloseTo(1, 8);
    }),
  );
});

describe('checkCell', () => {
  test('accepts cells of crystals', () => {
    expect(checkCell(chalcanthite)).toBeUndefined();
    fc.assert(fc.property(anyCell, (cell) => checkCell(cell) === undefined));
  });

  test.each([
    ['an edge of 0', { a: 0 }, 'edge a is 0'],
    ['a negative edge', { b: -3 }, 'edge b is -3'],
    ['an edge in nm', { c: 0.59 }, 'edge c is 0.59'],
    ['an edge of kilometres', { c: 1e5 }, 'edge c is 100000'],
    ['an edge that is no number', { a: Number.NaN }, 'edge a is NaN'],
    ['an angle of 180°', { gamma: 180 }, 'angle gamma is 180'],
    ['angles that sum to more than 360°', { alpha: 120, beta: 120, gamma: 121 }, 'close no cell'],
    ['angles in one plane', { alpha: 60, beta: 60, gamma: 120 }, 'close no cell'],
  ])('refuses %s', (_, change, message) => {
    expect(checkCell({ ...chalcanthite, ...change })).toContain(message);
  });
});
