/**
 * Room: patterns with their space groups in, labelled rows of training, validation and test out.
 * A pattern is float32 from here on, scaled to a maximum of 1 and stored as float16 in `.npy` shards;
 * a row number names it throughout. Every row is split before it is labelled: all tasks of a data set
 * share their test rows. Reading and writing of files is `io`'s.
 */
export { applySplit, type SplitRows } from './applySplit.ts';
export {
  type Duplicate,
  type DuplicateLimits,
  Duplicates,
  keyAndVolumeOf,
  type Likeness,
} from './curation/duplicates.ts';
export { createFingerprinter, fingerprintDistance } from './curation/fingerprint.ts';
export {
  type Agreement,
  type LabelResult,
  labelSymmetry,
  type SymmetryChoice,
} from './curation/labelSymmetry.ts';
export {
  type CurationFault,
  exceededLimit,
  type StructureLimits,
} from './curation/limits.ts';
export {
  type Spread,
  type StructureStatistics,
  StructureTally,
} from './curation/statistics.ts';
export { type Dataset, type LabelledRows, labelledRows, splitDataset } from './dataset.ts';
export { decodeFloat16, encodeFloat16, float16Bits, floatOfFloat16 } from './float16.ts';
export { formulaKey } from './formulaKey.ts';
export { type LabelledShare, labelledShare } from './labelledShare.ts';
export {
  type BravaisClasses,
  bravaisClasses,
  type ClassList,
  countSpaceGroups,
  FREQUENT,
  labelRows,
  NO_LABEL,
  type SpaceGroupChoice,
  type SpaceGroupClasses,
  spaceGroupClasses,
  type Task,
} from './labels.ts';
export { type GroupedRows, type MadeSplit, type MakeSplitOptions, makeSplit } from './makeSplit.ts';
export {
  type BuildPlan,
  buildPlan,
  type CountsRecord,
  countsRecord,
  describeIssues,
  type InputRecord,
  MANIFEST_FORMAT_VERSION,
  type Manifest,
  type ManifestResult,
  manifestSchema,
  type PartRecord,
  parseManifest,
  type ShardRecord,
  type SimulationSettings,
  shardRecord,
  simulationSettings,
} from './manifest.ts';
export { type RowMetadata, rowMetadata } from './metadata.ts';
export {
  bytesPerValue,
  type Dtype,
  decodeNpy,
  decodeNpyHeader,
  encodeNpy,
  encodeNpyHeader,
  type NpyHeader,
  type NpyHeaderResult,
  type NpyResult,
  type NpyValues,
} from './npy.ts';
export {
  float16Patterns,
  float32Patterns,
  type PatternSource,
  patternsByRow,
} from './patterns.ts';
export { type Split, type SplitOptions, splitRows } from './split.ts';
export {
  parseSplit,
  SPLIT_FORMAT_VERSION,
  SPLIT_KINDS,
  type SplitKind,
  type SplitRecord,
} from './splitRecord.ts';
