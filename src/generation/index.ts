/**
 * Room: statistics of real crystals in, crystals that never were out, symmetric as a space group
 * asks. Lengths in Å, angles in degrees, positions as fractions of the primitive cell.
 */
export {
  COMPARED_SHARES,
  type CrystalComparison,
  compareCrystals,
} from './compare/compareCrystals.ts';
export { type Descriptors, describeCrystal } from './compare/descriptors.ts';
export { type StructureFacts, structureFacts } from './fit/facts.ts';
export { fitStatistics } from './fit/fitStatistics.ts';
export { addCounts, type GenerationCounts, generateOne, NO_COUNTS } from './generateOne.ts';
export { createGenerator, type Generator, type GeneratorOptions } from './generator.ts';
export { chooseSpaceGroups } from './spaceGroupChoice.ts';
export { type StructureStatistics, statisticsSchema } from './statistics.ts';
