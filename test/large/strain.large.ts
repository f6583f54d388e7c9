import { describe, expect, test } from 'vitest';
import { withStrainedCell } from '../../src/augmentation/augmentCrystal.ts';
import { findSymmetry } from '../../src/crystal/index.ts';
import { loadCrystals } from '../../src/io/structureTexts.ts';
import { loadSymmetrySearch } from '../../src/io/symmetrySearch.ts';
import { createRng } from '../../src/random/index.ts';
import { sharedPath } from '../shared.ts';

const structures = sharedPath('data/structures.jsonl.gz');
/** Å, as of the labels. */
const SYMPREC = 0.01;
const EVERY = 23;

describe.skipIf(structures === undefined)('strained cells of the shared structures', () => {
  test('keep their space group', async () => {
    await loadSymmetrySearch();
    const rng = createRng(1);
    const changed: string[] = [];
    let [read, asked] = [0, 0];
    for await (const loaded of loadCrystals([structures!])) {
      if (read++ % EVERY !== 0 || !loaded.ok) continue;
      const { crystal } = loaded;
      const [before, after] = [crystal, withStrainedCell(crystal, 0.02, rng.fork(crystal.id))].map(
        (one) => findSymmetry(one, SYMPREC),
      );
      if (!before?.ok || !after?.ok) continue;
      asked++;
      if (before.number !== after.number) changed.push(`${before.number} → ${after.number}`);
    }
    console.log(`${asked} structures, group changed: ${changed.join(', ') || 'none'}`);
    expect(asked).toBeGreaterThan(1500);
    expect(changed).toEqual([]);
  });
});
