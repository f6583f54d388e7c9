/**
 * Room: text of a structure in, `Crystal` out: the full content of one cell and its symmetry.
 * Lengths in Å, angles in degrees, positions as fractions of the cell edges, scattering lengths in
 * fm, form factors in electrons. Space groups go by their International Tables number, 1–230.
 */
export {
  BRAVAIS_LATTICES,
  type BravaisLattice,
  type BravaisLatticeType,
  type CrystalSystem,
  type LatticeSystem,
} from './bravais.ts';
export {
  cellFromMetric,
  cellVolume,
  checkCell,
  metricTensor,
  orthogonalisationMatrix,
  reciprocalMetric,
} from './cell.ts';
export { readCif } from './cif/readCif.ts';
export {
  type ConventionalCellOptions,
  type ConventionalCrystal,
  conventionalCell,
} from './conventionalCell.ts';
export {
  type CellCrossSections,
  neutronCrossSectionsOf,
  type XrayAbsorption,
  xrayAbsorptionOf,
} from './crossSections.ts';
export type {
  Cell,
  Crystal,
  CrystalFault,
  CrystalResult,
  Displacement,
  Fractional,
  Site,
  Species,
} from './crystal.ts';
export { cellMass, crystalDensity } from './mass.ts';
export {
  applyOperation,
  composeOperations,
  formatOperation,
  IDENTITY,
  parseOperation,
  type SymmetryOperation,
} from './operation.ts';
export {
  knownIsotopes,
  type NeutronCrossSections,
  type NeutronScatterer,
  neutronCrossSections,
  neutronScatterer,
  type ScatteringLengthSet,
  scatteringLength,
} from './scattering.ts';
export {
  operationsFromHall,
  operationsFromHermannMauguin,
  operationsFromNumber,
  type SymmetryLookup,
  spaceGroupOfOperations,
} from './settings.ts';
export { operationsOfSetting, SETTINGS, type Setting, settingName } from './settingTable.ts';
export {
  bravaisOfSpaceGroup,
  type LaueClass,
  PAPER_SPACE_GROUPS,
  SPACE_GROUP_TYPES,
  type SpaceGroupType,
  spaceGroupType,
} from './spaceGroups.ts';
export {
  atomicNumber,
  ELEMENTS,
  formatSpecies,
  formulaOf,
  nuclideLabel,
  parseSpecies,
} from './species.ts';
export { formatStructureLine, parseStructureLine } from './structureLine.ts';
export { type FoundSymmetry, findSymmetry, initSymmetry } from './symmetry.ts';
export { type Gaussian, type XrayScatterer, xrayScatterer } from './xray.ts';
export { DISPERSION_RANGE, isDispersionTabulated } from './xrayDispersion.ts';
