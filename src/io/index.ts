/**
 * Room: files in and out. Files of structures become crystals, data sets are built and opened, long
 * work runs in worker threads.
 *
 * What is wrong with a structure is a result among others. What is wrong with a file, a folder or the
 * disk is thrown as an `InputError`, whose message tells a person which file, why, and what to do.
 * Files are written whole or not at all; what takes long can be stopped and resumed.
 */
export { writeFileAtomic } from './atomic.ts';
export { buildDataset } from './buildDataset.ts';
export type { BuildEvent, BuildOptions } from './buildOptions.ts';
export { classifyFile } from './classifyFile.ts';
export { type CompareEvent, type CompareOptions, compareStructures } from './compareStructures.ts';
export type { CopyEvent } from './copyRows.ts';
export type { ImportCounts } from './curation/importCounts.ts';
export {
  type ImportEvent,
  type ImportOptions,
  type ImportResult,
  importStructures,
} from './curation/importStructures.ts';
export { readManifest, readMetadata, readStructures } from './datasetFiles.ts';
export { type OpenDataset, type OpenOptions, openDataset } from './datasetStore.ts';
export { type Disk, localDisk } from './disk.ts';
export { ENGINES } from './engine.ts';
export {
  type DatasetPart,
  type EvaluateOptions,
  evaluateOnDataset,
  evaluateOnStructures,
  type SkippedStructure,
} from './evaluateModel.ts';
export { type LoggedEpoch, readEvents } from './eventLog.ts';
export { type ExportOptions, exportNpy } from './exportNpy.ts';
export { exportParquet } from './exportParquet.ts';
export { checkFigureName, writeFigure } from './figureFile.ts';
export { type FitCounts, type FitEvent, fitStructures } from './fitStructures.ts';
export {
  type GenerateEvent,
  type GenerateOptions,
  generateStructures,
} from './generateStructures.ts';
export { sha256, sha256OfFile } from './hash.ts';
export { InputError } from './inputError.ts';
export { mergeDatasets } from './mergeDatasets.ts';
export { openModel, releasedModels, saveModel } from './modelStore.ts';
export { type OpenedInstrument, openInstrument } from './openInstrument.ts';
export { openMeasurement } from './openMeasurement.ts';
export {
  importOptimade,
  type OptimadeEvent,
  type OptimadeOptions,
} from './optimade/importOptimade.ts';
export { type OpenPredictionModel, openPredictionModel } from './predictionModel.ts';
export { readRun } from './readRun.ts';
export type { RunEvent } from './runEvent.ts';
export { runNames } from './runNames.ts';
export { type SampleOptions, sampleDataset } from './sampleDataset.ts';
export type { BuildFault } from './simulateBatch.ts';
export {
  type SlurmScripts,
  submitSlurmScripts,
  writeSlurmScripts,
} from './slurm.ts';
export {
  type AppliedSplit,
  openSplit,
  type SplitOptions,
  type WrittenSplit,
  writeSplit,
} from './splitFile.ts';
export { openStatistics } from './structureStatistics.ts';
export {
  inspectStructureFile,
  type LoadedCrystal,
  loadCrystals,
  type StructureFile,
  type StructureFormat,
} from './structureTexts.ts';
export { checkStructureOutput, StructureWriter } from './structureWriter.ts';
export { loadSymmetrySearch } from './symmetrySearch.ts';
export { type Line, readLines } from './textFiles.ts';
export { TORCH_PACKAGE } from './torchRanks.ts';
export type { EngineChoice } from './trainingEngine.ts';
export { runTraining, type TrainingRunOptions } from './trainingRun.ts';
export { verifyDataset } from './verifyDataset.ts';
export { packageCommit, packageVersion } from './version.ts';
export { checkReportFolder, writeReport } from './writeReport.ts';
