import type { Crystal } from '../crystal/index.ts';
import type { Rng } from '../random/index.ts';
import { chooseIndex } from './choose.ts';
import type { DrawCounts, Generator } from './generator.ts';

/** What was counted on the way to some crystals. */
export interface GenerationCounts extends DrawCounts {
  /** Crystals made. */
  readonly made: number;
  /** Times that a space group gave no crystal in many draws and another was drawn in its place. */
  readonly abandoned: number;
}

export const NO_COUNTS: GenerationCounts = {
  made: 0,
  abandoned: 0,
  placed: 0,
  moreSymmetric: 0,
  other: 0,
  crowded: 0,
};

export function addCounts<T extends Partial<GenerationCounts>>(
  sum: GenerationCounts,
  more: T,
): GenerationCounts {
  const names = Object.keys(sum) as (keyof GenerationCounts)[];
  const entries = names.map((name) => [name, sum[name] + (more[name] ?? 0)]);
  return Object.fromEntries(entries) as unknown as GenerationCounts;
}

/** Space groups drawn for one crystal before the statistics count as unfit. */
const MOST_GROUPS = 50;

/**
 * The crystal of an index: its space group by `weights`, its draws from a stream of its own, so that
 * it is the same whatever was made before it.
 *
 * @throws RangeError when no drawn space group gives a crystal.
 */
export function generateOne(
  generator: Generator,
  rng: Rng,
  weights: readonly number[],
  id: string,
): { readonly crystal: Crystal; readonly counts: GenerationCounts } {
  let counts = NO_COUNTS;
  const tried: number[] = [];
  for (let i = 0; i < MOST_GROUPS; i++) {
    const stream = rng.fork(String(i));
    const spaceGroup = chooseIndex(stream, weights) + 1;
    const generated = generator(stream, id, spaceGroup);
    counts = addCounts(counts, generated.counts);
    if (generated.crystal) {
      return { crystal: generated.crystal, counts: addCounts(counts, { made: 1 }) };
    }
    counts = addCounts(counts, { abandoned: 1 });
    tried.push(spaceGroup);
  }
  const groups = [...new Set(tried)].join(', ');
  throw new RangeError(`no crystal of space groups ${groups} could be made with these statistics`);
}
