import { mean } from '../math/index.ts';
import type { ClassScore } from './evaluation.ts';

/**
 * Precision, recall and F1 of every class.
 *
 * @param confusion counts, rows true, columns predicted
 * @param falseCalls for each class, rows outside the matrix that were called by its name
 */
export function classScores(
  confusion: readonly (readonly number[])[],
  falseCalls: readonly number[],
): ClassScore[] {
  return confusion.map((row, k) => {
    const hits = row[k]!;
    const support = sum(row);
    const called = sum(confusion.map((other) => other[k]!)) + falseCalls[k]!;
    return {
      support,
      precision: ratio(hits, called),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, support + called),
    };
  });
}

/** Mean recall of the classes with support, each weighing the same; `null` when there is none. */
export function macroRecall(scores: readonly ClassScore[]): number | null {
  const recalls = scores.flatMap(({ recall }) => (recall === null ? [] : [recall]));
  return recalls.length > 0 ? mean(recalls) : null;
}

export const sum = (x: readonly number[]): number => x.reduce((total, value) => total + value, 0);
const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
