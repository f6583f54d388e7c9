import { STATISTICS_FORMAT_VERSION, type StructureStatistics } from '../statistics.ts';
import { fitCells } from './cells.ts';
import { fitDisplacement, fitOccupancy } from './disorder.ts';
import { fitElements } from './elements.ts';
import type { StructureFacts } from './facts.ts';
import { fitSites } from './sites.ts';

/**
 * The statistics of real crystals that generated ones are drawn from.
 *
 * @param origin what the crystals were and how this was made, for readers of the file
 * @throws RangeError when the crystals are too few: every Bravais lattice must occur, and at least
 * two elements often.
 */
export function fitStatistics(
  facts: readonly StructureFacts[],
  origin: string,
): StructureStatistics {
  return {
    formatVersion: STATISTICS_FORMAT_VERSION,
    structures: facts.length,
    origin,
    ...fitSites(facts),
    ...fitElements(facts),
    cells: fitCells(facts),
    displacement: fitDisplacement(facts),
    occupancy: fitOccupancy(facts),
  };
}
