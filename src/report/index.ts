/**
 * Room: values in, text and figures out, as strings. Figures are SVG files complete in themselves:
 * white ground, the reader's own sans-serif font, colours that everyone can tell apart, one width
 * for a journal's column and one for its page. Figures are promised, not returned, because the plot
 * library is loaded with the first of them.
 */
export { type ClassCount, type ClassesFigureOptions, classesFigure } from './classesFigure.ts';
export {
  type ComparedPatterns,
  type ComparisonFigureOptions,
  comparisonFigure,
} from './comparisonFigure.ts';
export { type Confusion, confusionCsv } from './confusion.ts';
export { type ConfusionFigureOptions, confusionFigure } from './confusionFigure.ts';
export { formatCrystalComparison } from './crystalComparisonText.ts';
export type { Curve, CurvePanel } from './curvePanels.ts';
export { type CurvesFigureOptions, type CurvesPanel, curvesFigure } from './curvesFigure.ts';
export { formatEvaluation } from './evaluationText.ts';
export {
  type FigureSize,
  figure,
  loadPlotter,
  type Panel,
  type Plotter,
  type Sheet,
} from './figure.ts';
export { type GeneratedPatterns, generatedFigure } from './generatedFigure.ts';
export {
  type InstrumentFigureOptions,
  instrumentFigure,
  type ResolutionCurve,
} from './instrumentFigure.ts';
export { formatInstrument, type WidthAt, widthsOf } from './instrumentText.ts';
export { type Alignment, type Column, markdownTable } from './markdownTable.ts';
export { type PatternFigureOptions, patternFigure } from './patternFigure.ts';
export type { PlottedPattern, ReflectionTicks } from './patternPanels.ts';
export {
  type FormatPredictionOptions,
  formatPrediction,
  type RankedSymmetries,
} from './predictionText.ts';
export { reflectionsCsv } from './reflectionsCsv.ts';
export {
  type PlottedBin,
  type ReliabilityFigureOptions,
  reliabilityFigure,
} from './reliabilityFigure.ts';
export type {
  FinishedModel,
  GeneratedFigure,
  ReportedEpoch,
  ReportedPlan,
  ReportedRun,
} from './reportedRun.ts';
export { bestEpoch, plannedEpochs } from './reportedRun.ts';
export { figureNames } from './runCurves.ts';
export { formatStructureStatistics } from './structureStatisticsText.ts';
export type { Point } from './thinOut.ts';
export { type HueKey, type TrainingFigureOptions, trainingFigure } from './trainingFigure.ts';
export { type TrainingReport, trainingReport } from './trainingReport.ts';
