import { formatStructureLine } from '../crystal/index.ts';
import {
  addCounts,
  createGenerator,
  type GenerationCounts,
  generateOne,
  NO_COUNTS,
  type StructureStatistics,
} from '../generation/index.ts';
import { createRng } from '../random/index.ts';

/** What decides generated crystals, beside how many. */
export interface GenerationSettings {
  readonly statistics: StructureStatistics;
  readonly seed: number;
  /** How often each of the space groups 1–230 is drawn. */
  readonly weights: readonly number[];
  readonly maxAtoms: number;
}

/** Crystals by their index, `first` … `end` − 1. */
export interface IndexRange {
  readonly first: number;
  readonly end: number;
}

export interface GeneratedLines {
  /** Structure lines in the order of the indices. */
  readonly lines: readonly string[];
  readonly counts: GenerationCounts;
}

/** Makes structure lines; those of an index depend on the settings alone. */
export function createBatchGenerator(
  settings: GenerationSettings,
): (range: IndexRange) => GeneratedLines {
  const { statistics, seed, weights, maxAtoms } = settings;
  const generator = createGenerator(statistics, { maxAtoms });
  const rng = createRng(seed).fork('generate');
  return ({ first, end }) => {
    const lines: string[] = [];
    let counts = NO_COUNTS;
    for (let i = first; i < end; i++) {
      const id = `gen-${seed}-${i}`;
      const made = generateOne(generator, rng.fork(String(i)), weights, id);
      lines.push(formatStructureLine(made.crystal));
      counts = addCounts(counts, made.counts);
    }
    return { lines, counts };
  };
}
