import { describe, expect, test } from 'vitest';
import { cellOf } from '../../test/fixtures/crystals.ts';
import { randomUnimodular } from '../../test/fixtures/generatedCrystals.ts';
import { metricTensor } from '../crystal/index.ts';
import { determinant3, multiply3, transpose3 } from '../math/index.ts';
import { createRng } from '../random/index.ts';
import { EDGES, isometries, reducedBasis } from './isometries.ts';

// Orders of the seven holohedries: International Tables A (2016), 3.1.2.
describe.each([
  ['cubic P', cellOf(4, 4, 4), 48],
  ['cubic F, primitive cell', cellOf(4, 4, 4, [60, 60, 60]), 48],
  ['cubic I, primitive cell', cellOf(4, 4, 4, [109.4712206, 109.4712206, 109.4712206]), 48],
  ['hexagonal', cellOf(4, 4, 6, [90, 90, 120]), 24],
  ['rhombohedral', cellOf(4, 4, 4, [80, 80, 80]), 12],
  ['tetragonal', cellOf(4, 4, 6), 16],
  ['orthorhombic', cellOf(4, 5, 6), 8],
  ['monoclinic, unique axis b', cellOf(4, 5, 6, [90, 99, 90]), 4],
  ['monoclinic, unique axis c', cellOf(4, 5, 6, [90, 90, 99]), 4],
  ['triclinic', cellOf(4, 5, 6, [77, 85, 99]), 2],
])('%s lattice', (_, cell, order) => {
  const metric = metricTensor(cell);
  const rng = createRng(order);
  const bases = [EDGES, ...Array.from({ length: 20 }, () => randomUnimodular(rng))];

  test(`has ${order} operations in any basis`, () => {
    for (const basis of bases) expect(isometries(metric, basis)).toHaveLength(order);
  });

  test('operations leave the metric as it is', () => {
    for (const operation of isometries(metric, bases[1]!)) {
      const image = multiply3(multiply3(transpose3(operation), metric), operation);
      image.flat().forEach((value, i) => {
        expect(Math.abs(value - metric.flat()[i]!)).toBeLessThan(1e-4 * 36);
      });
    }
  });

  test('a reduced basis has the same volume and is as short in all bases', () => {
    const lengths = bases.map((basis) => {
      const reduced = reducedBasis(metric, basis);
      expect(Math.abs(determinant3(reduced))).toBe(1);
      const gram = multiply3(multiply3(reduced, metric), transpose3(reduced));
      return [gram[0][0], gram[1][1], gram[2][2]].sort((p, q) => p - q);
    });
    for (const found of lengths) {
      found.forEach((length, i) => {
        expect(length).toBeCloseTo(lengths[0]![i]!, 6);
      });
    }
  });
});
