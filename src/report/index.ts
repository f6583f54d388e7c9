/**
 * Room: values in, text and figures out, as strings. Figures are SVG files complete in themselves:
 * white ground, the reader's own sans-serif font, colours that everyone can tell apart, one width
 * for a journal's column and one for its page. Figures are promised, not returned, because the plot
 * library is loaded with the first of them.
 */
export { type Confusion, confusionCsv } from './confusion.ts';
export { type ConfusionFigureOptions, confusionFigure } from './confusion-figure.ts';
export type { Curve, CurvePanel } from './curve-panels.ts';
export { formatEvaluation } from './evaluation-text.ts';
export {
  type FigureSize,
  figure,
  loadPlotter,
  type Panel,
  type Plotter,
  type Sheet,
} from './figure.ts';
export { type Alignment, type Column, markdownTable } from './markdown-table.ts';
export {
  type PatternFigureOptions,
  type PlottedPattern,
  patternFigure,
  type ReflectionTicks,
} from './pattern-figure.ts';
export {
  type FormatPredictionOptions,
  formatPrediction,
  type RankedSymmetries,
} from './prediction-text.ts';
export {
  type PlottedBin,
  type ReliabilityFigureOptions,
  reliabilityFigure,
} from './reliability-figure.ts';
export type { Point } from './thin-out.ts';
export { type TrainingFigureOptions, trainingFigure } from './training-figure.ts';
