import { expect, test } from 'vitest';
import { cellOf } from '../../test/fixtures/crystals.ts';
import { latticeOperations } from './latticeOperations.ts';

// Orders of the seven holohedries: International Tables A (2016), 3.1.2.
test.each([
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
  expect(latticeOperations(cell)).toHaveLength(order);
});
