import { type Crystal, parseStructureLine } from 'mauguin/crystal';
import type { Rng } from 'mauguin/random';
import { type MadeUpOptions, madeUpStructure } from './madeUpStructure.ts';

/** Å³; larger cells are left out of comparisons. */
export const MAX_VOLUME = 2000;

export function crystalOfLine(line: string): Crystal {
  const result = parseStructureLine(line);
  if (!result.ok) throw new Error(result.fault.message);
  return result.crystal;
}

export const madeUpCrystal = (rng: Rng, options?: MadeUpOptions): Crystal =>
  crystalOfLine(madeUpStructure('made-up', rng, options));
