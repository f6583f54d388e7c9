import type { StructureStatistics } from '../generation/index.ts';
import { fitStatistics, type StructureFacts, structureFacts } from '../generation/index.ts';
import { InputError } from './inputError.ts';
import { loadCrystals } from './structureTexts.ts';
import { loadSymmetrySearch } from './symmetrySearch.ts';

/** Atoms; larger cells take long and say little. */
const MOST_SITES = 200;

export interface FitCounts {
  readonly read: number;
  /** Structures that could not be read. */
  readonly broken: number;
  readonly tooLarge: number;
  /** Structures whose atoms do not have the space group stated. */
  readonly otherSymmetry: number;
  readonly used: number;
}

export type FitEvent =
  | { readonly kind: 'progress'; readonly counts: FitCounts }
  | {
      readonly kind: 'finished';
      readonly counts: FitCounts;
      readonly statistics: StructureStatistics;
    };

/**
 * Gathers the statistics of the structures in files.
 *
 * @throws InputError when a file cannot be read, or the structures are too few.
 */
export async function* fitStructures(
  paths: readonly string[],
  origin: string,
): AsyncGenerator<FitEvent, void, void> {
  await loadSymmetrySearch();
  const facts: StructureFacts[] = [];
  let counts: FitCounts = { read: 0, broken: 0, tooLarge: 0, otherSymmetry: 0, used: 0 };
  const count = (name: keyof FitCounts) => {
    counts = { ...counts, read: counts.read + 1, [name]: counts[name] + 1 };
  };
  for await (const loaded of loadCrystals(paths)) {
    if (!loaded.ok) count('broken');
    else if (loaded.crystal.sites.length > MOST_SITES) count('tooLarge');
    else {
      const found = structureFacts(loaded.crystal);
      if (found) facts.push(found);
      count(found ? 'used' : 'otherSymmetry');
    }
    if (counts.read % 100 === 0) yield { kind: 'progress', counts };
  }
  try {
    yield { kind: 'finished', counts, statistics: fitStatistics(facts, origin) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(`too few structures for statistics of them: ${error.message}`);
  }
}
