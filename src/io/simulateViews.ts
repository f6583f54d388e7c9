import { openSync, readSync } from 'node:fs';
import { type Augmentation, createAugmentedSimulator } from '../augmentation/index.ts';
import { type Crystal, parseStructureLine } from '../crystal/index.ts';
import type { Instrument } from '../pattern/index.ts';
import { otherRow, type View } from '../training/index.ts';
import { damagedStructure } from './datasetFiles.ts';
import type { StructureIndex } from './structureIndex.ts';
import { trainingStream } from './trainingStream.ts';

/** All that decides the patterns of a run on the fly. */
export interface ViewSettings {
  readonly structures: StructureIndex;
  readonly instrument: Instrument;
  /** Å², for atoms without a displacement of their own. */
  readonly bIso: number;
  readonly augmentation: Augmentation;
  /** Seed of the run. */
  readonly seed: number;
  /** Rows that may be impurities. */
  readonly guests: Uint32Array;
}

export interface SimulatedViews {
  /** views × points */
  readonly patterns: Float32Array;
  /** Views that what was drawn would have left without a line in range, and that were left plain. */
  readonly plain: number;
}

/**
 * Simulates views of rows. What a view shows depends on settings, row and name alone.
 *
 * @throws InputError when a structure cannot be read or simulated any more.
 */
export function createViewSimulator(
  settings: ViewSettings,
): (views: readonly View[]) => SimulatedViews {
  const { structures, instrument, bIso, augmentation, guests } = settings;
  const simulate = createAugmentedSimulator(instrument, { bIso }, augmentation);
  const crystalOf = crystalReader(structures);
  const rng = trainingStream(settings.seed);
  const { count } = instrument.grid;
  return (views) => {
    const patterns = new Float32Array(views.length * count);
    let plain = 0;
    views.forEach(({ row, name }, i) => {
      const out = patterns.subarray(i * count, (i + 1) * count);
      const guest = (own: ReturnType<typeof trainingStream>) => {
        const other = otherRow(guests, row, own);
        return other === undefined ? undefined : crystalOf(other);
      };
      const result = simulate(crystalOf(row), rng.fork(name), guest, out);
      if (!result.ok) throw damagedStructure(structures.path, row + 1, result.message);
      if (result.plain) plain++;
    });
    return { patterns, plain };
  };
}

function crystalReader({ path, offsets }: StructureIndex): (row: number) => Crystal {
  const descriptor = openSync(path, 'r');
  return (row) => {
    const start = offsets[row]!;
    const bytes = Buffer.alloc(offsets[row + 1]! - start);
    readSync(descriptor, bytes, 0, bytes.length, start);
    const result = parseStructureLine(bytes.toString('utf8'));
    if (!result.ok) throw damagedStructure(path, row + 1, result.fault.message);
    return result.crystal;
  };
}
