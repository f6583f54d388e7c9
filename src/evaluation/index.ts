/**
 * Room: logits and true classes in, an `Evaluation` out: accuracies with their uncertainty and the
 * baseline of the training frequencies, confusion, calibration. Shares run from 0 to 1, entropies
 * are in nats. Knows no model: whatever yields logits can be scored.
 */
export {
  createEvaluator,
  type EvaluationSubject,
  type Evaluator,
  evaluate,
  type ScoredRows,
} from './evaluate.ts';
export type {
  Accuracy,
  ClassScore,
  Evaluation,
  PartialScore,
  ReliabilityBin,
} from './evaluation.ts';
export { topK } from './topK.ts';
