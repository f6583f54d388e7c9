import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharedPath } from '../../../test/shared.ts';
import { type Triple, transform3 } from '../../math/index.ts';
import { cellVolume, orthogonalisationMatrix } from '../cell.ts';
import type { Crystal } from '../crystal.ts';
import { readCif } from './readCif.ts';

interface Reference {
  readonly id: string;
  readonly cif: string;
  readonly spaceGroupNumber: number;
  readonly volume: number;
  readonly cellContents: Readonly<Record<string, number>>;
  readonly shortestDistance: number;
}

const table = sharedPath('reference/structure-factors.json');
const references: readonly Reference[] =
  table === undefined ? [] : JSON.parse(readFileSync(table, 'utf8')).structures;

function contentsOf({ sites }: Crystal): Record<string, number> {
  const contents: Record<string, number> = {};
  for (const { species, occupancy } of sites) {
    contents[species.element] = (contents[species.element] ?? 0) + occupancy;
  }
  return contents;
}

/** Over all pairs and the 27 nearest cells, without the reader's own search. */
function shortestDistance({ sites, cell }: Crystal): number {
  const toCartesian = orthogonalisationMatrix(cell);
  let shortest = Number.POSITIVE_INFINITY;
  for (const p of sites) {
    for (const q of sites) {
      for (let n = 0; n < 27; n++) {
        const shift = [(n % 3) - 1, (Math.floor(n / 3) % 3) - 1, Math.floor(n / 9) - 1];
        const difference = shift.map((s, k) => q.position[k]! + s - p.position[k]!);
        const distance = Math.hypot(...transform3(toCartesian, difference as unknown as Triple));
        // Species that share a site are not neighbours.
        if (distance > 1e-6) shortest = Math.min(shortest, distance);
      }
    }
  }
  return shortest;
}

// Cell contents, volumes and distances of structure-factors.json come from numpy and cctbx.
test.skipIf(table === undefined)('there are 23 reference structures', () => {
  expect(references).toHaveLength(23);
});

test.each(references)('$id', (reference) => {
  const text = readFileSync(sharedPath(`reference/${reference.cif}`)!, 'utf8');
  const results = readCif(text, reference.cif);
  expect(results).toHaveLength(1);
  const [result] = results;
  if (!result?.ok) throw new Error(JSON.stringify(result));
  const { crystal, warnings } = result;
  expect(warnings).toEqual([]);
  expect(crystal.spaceGroup).toBe(reference.spaceGroupNumber);
  expect(cellVolume(crystal.cell)).toBeCloseTo(reference.volume, 5);
  expect(shortestDistance(crystal)).toBeCloseTo(reference.shortestDistance, 4);
  const contents = contentsOf(crystal);
  expect(Object.keys(contents).sort()).toEqual(Object.keys(reference.cellContents).sort());
  for (const [element, count] of Object.entries(reference.cellContents)) {
    expect(contents[element]).toBeCloseTo(count, 9);
  }
});
