import type { Interval } from '../math/index.ts';

/** A share of rows, 0…1, and its 95 % Wilson interval. */
export interface Accuracy extends Interval {
  readonly value: number;
}

/** How well one class is recognised; `null` where a ratio has no rows to stand on. */
export interface ClassScore {
  /** Test rows that truly belong to the class. */
  readonly support: number;
  /** Of the rows called by this name, the share that bears it. */
  readonly precision: number | null;
  /** Of the rows that bear this name, the share called by it. */
  readonly recall: number | null;
  /** Harmonic mean of precision and recall. */
  readonly f1: number | null;
}

/** Accuracies over some of the rows. */
export interface PartialScore {
  readonly n: number;
  readonly top1: Accuracy;
  readonly top5: Accuracy;
  readonly prior1: Accuracy;
}

/** Rows whose confidence lies in (low, high]. */
export interface ReliabilityBin extends Interval {
  readonly n: number;
  /** Mean confidence and share answered rightly; `null` in an empty bin. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

/**
 * What a model is worth on a test set. Plain values: survives `JSON.stringify` unchanged.
 *
 * Rows of a class unknown to the model count as wrong in every accuracy, as false calls in the
 * precisions and as wrong in the calibration; they have no row in `confusion`, no cross entropy.
 */
export interface Evaluation {
  readonly task: string;
  readonly classes: readonly string[];
  /** Test rows, those of unknown class included. */
  readonly n: number;
  /** The true class has the greatest logit. */
  readonly top1: Accuracy;
  /** The true class is among the five greatest logits. */
  readonly top5: Accuracy;
  /** The same rows answered always with the commonest class of the training part. */
  readonly prior1: Accuracy;
  /** The same rows answered always with its five commonest classes. */
  readonly prior5: Accuracy;
  /**
   * The rows of known class alone, which is how papers count that drop rare classes from their
   * data; `null` without such rows.
   */
  readonly known: PartialScore | null;
  /** Mean −ln p(true class) over the rows of known class, nats; `null` without such rows. */
  readonly crossEntropy: number | null;
  /** Mean recall of the classes with support; `null` when there is none. */
  readonly macroRecall: number | null;
  /** In the order of `classes`. */
  readonly perClass: readonly ClassScore[];
  /** Counts: rows true, columns predicted, both in the order of `classes`. */
  readonly confusion: readonly (readonly number[])[];
  /** Rows of a class the model does not know, and what it called them. */
  readonly unknown: { readonly n: number; readonly predictedAs: readonly number[] };
  /** Mean |confidence − accuracy| over the reliability bins, weighted by their rows. */
  readonly expectedCalibrationError: number;
  /** 15 bins of equal width. */
  readonly reliability: readonly ReliabilityBin[];
}
