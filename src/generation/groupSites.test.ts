import { describe, expect, test } from 'vitest';
import { BRAVAIS_LATTICES, SPACE_GROUP_TYPES } from '../crystal/index.ts';
import { determinant3 } from '../math/index.ts';
import { groupSites } from './groupSites.ts';

const LATTICE_POINTS: Readonly<Record<string, number>> = { P: 1, S: 2, I: 2, R: 3, F: 4 };

describe('groupSites', () => {
  test('has the orbits of all 1731 Wyckoff positions, by our own operations', () => {
    const sites = SPACE_GROUP_TYPES.map(({ number }) => groupSites(number));
    const wrong = sites.flatMap(({ number, bravais, kinds }) => {
      const points = LATTICE_POINTS[bravais.charAt(1)]!;
      return kinds
        .filter(({ count, position }) => count * points !== position.multiplicity)
        .map(({ count, position }) => `${number} ${position.letter}: ${count}`);
    });
    expect(sites.flatMap(({ kinds }) => kinds)).toHaveLength(1731);
    expect(wrong).toEqual([]);
  });

  test('has primitive cells of the volume that the centring leaves', () => {
    for (const { symbol } of BRAVAIS_LATTICES) {
      const { number } = SPACE_GROUP_TYPES.find(({ bravais }) => bravais === symbol)!;
      const volume = determinant3(groupSites(number).primitiveEdges);
      expect(volume).toBeCloseTo(1 / LATTICE_POINTS[symbol.charAt(1)]!, 12);
    }
  });
});
