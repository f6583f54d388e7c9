import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, Site } from './crystal.ts';
import { findOverlap } from './overlap.ts';
import { parseSpecies } from './species.ts';

const cubic: Cell = { a: 10, b: 10, c: 10, alpha: 90, beta: 90, gamma: 90 };

const site = (symbol: string, x: number, y: number, z: number, occupancy = 1): Site => ({
  species: parseSpecies(symbol)!,
  position: [x, y, z],
  occupancy,
  displacement: { kind: 'none' },
});

describe('findOverlap', () => {
  test('names full atoms nearer than 0.5 Å, across the faces of the cell too', () => {
    expect(findOverlap(cubic, [site('Na', 0.98, 0, 0), site('Cl', 0.01, 0.999, 0)])).toEqual({
      fault: 'full atoms Na (0.98 0 0) and Cl (0.01 0.999 0) are 0.30 Å apart',
    });
  });

  test('lets hydrogen molecules and partial atoms be', () => {
    expect(findOverlap(cubic, [site('H', 0, 0, 0), site('H', 0.074, 0, 0)])).toEqual({});
    expect(findOverlap(cubic, [site('O', 0, 0, 0, 0.5), site('O', 0.02, 0, 0)])).toEqual({});
  });

  test('sums the occupancies of one position', () => {
    const mixed = (share: number) => [site('Ti', 0, 0, 0, 0.9), site('Nb', 0, 0, 0, share)];
    expect(findOverlap(cubic, mixed(0.1))).toEqual({});
    expect(findOverlap(cubic, mixed(0.101))).toEqual({});
    expect(findOverlap(cubic, mixed(0.13))).toEqual({
      warning: 'occupancies at the position of Ti (0 0 0) sum to 1.030, which was taken as it is',
    });
    expect(findOverlap(cubic, mixed(0.2))).toEqual({
      fault: 'occupancies at the position of Ti (0 0 0) sum to 1.100',
    });
  });

  test('finds a pair wherever it lies in a skew cell', () => {
    const skew: Cell = { a: 6, b: 7, c: 25, alpha: 70, beta: 100, gamma: 115 };
    const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, (x, y, z) => {
        const pair = [site('Na', x, y, z), site('Cl', x + 1.01, y - 0.99, z + 0.004)];
        expect(findOverlap(skew, pair).fault).toContain('Å apart');
        const apart = [site('Na', x, y, z), site('Cl', x + 0.2, y, z)];
        expect(findOverlap(skew, apart)).toEqual({});
      }),
    );
  });
});
