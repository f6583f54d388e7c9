import { logSumExp, wilsonInterval } from '../math/index.ts';
import { classScores, macroRecall, sum } from './classScores.ts';
import type { Accuracy, Evaluation, PartialScore } from './evaluation.ts';
import { createReliability, expectedCalibrationError } from './reliability.ts';
import { rankOf, topK } from './topK.ts';

// N rows, K classes

/** What the logits are about. */
export interface EvaluationSubject {
  /** Name of the task, such as `bravais-lattice`. */
  readonly task: string;
  /** Class names in the order of the logits. */
  readonly classes: readonly string[];
  /** How often each class occurs in the training part. */
  readonly trainingCounts: readonly number[];
}

/** Logits and true classes of N rows. */
export interface ScoredRows {
  /** N × K, row by row. */
  readonly logits: Float32Array;
  /** Class index of each row, −1: a class unknown to the model. */
  readonly labels: Int32Array;
}

/** Takes a test set in batches of any size; the batches leave no trace but counts. */
export interface Evaluator {
  /** @throws RangeError when sizes disagree, a label is no class, or a logit is not finite. */
  add(rows: ScoredRows): void;
  /** @throws RangeError before the first row. */
  result(): Evaluation;
}

/** Scores a test set at once. @throws RangeError as `Evaluator` does. */
export function evaluate(input: EvaluationSubject & ScoredRows): Evaluation {
  const evaluator = createEvaluator(input);
  evaluator.add(input);
  return evaluator.result();
}

/** @throws RangeError when there are no classes or `trainingCounts` does not fit them. */
export function createEvaluator(subject: EvaluationSubject): Evaluator {
  const K = subject.classes.length;
  if (K === 0 || subject.trainingCounts.length !== K) {
    throw new RangeError(`${K} classes with ${subject.trainingCounts.length} training counts`);
  }
  const tally = {
    top5: 0,
    crossEntropy: 0,
    confusion: Array.from({ length: K }, () => new Array<number>(K).fill(0)),
    unknown: new Array<number>(K).fill(0),
    reliability: createReliability(15),
  };

  return {
    add(rows) {
      check(rows, K);
      rows.labels.forEach((label, n) => {
        tallyRow(tally, rows.logits.subarray(n * K, (n + 1) * K), label);
      });
    },
    result: () => summarise(tally, subject),
  };
}

interface Tally {
  top5: number;
  /** Sum over the rows of known class, nats. */
  crossEntropy: number;
  readonly confusion: number[][];
  readonly unknown: number[];
  readonly reliability: ReturnType<typeof createReliability>;
}

function tallyRow(tally: Tally, logits_K: Float32Array, label: number): void {
  const logZ = logSumExp(logits_K);
  const answer = argMax(logits_K);
  tally.reliability.add(Math.exp(logits_K[answer]! - logZ), answer === label);
  if (label < 0) {
    tally.unknown[answer]! += 1;
    return;
  }
  tally.confusion[label]![answer]! += 1;
  tally.crossEntropy += logZ - logits_K[label]!;
  if (rankOf(logits_K, label) < 5) tally.top5++;
}

function summarise(tally: Tally, { task, classes, trainingCounts }: EvaluationSubject): Evaluation {
  const confusion = tally.confusion.map((row) => [...row]);
  const unknown = { n: sum(tally.unknown), predictedAs: [...tally.unknown] };
  const perClass = classScores(confusion, unknown.predictedAs);
  const known = sum(perClass.map(({ support }) => support));
  const n = known + unknown.n;
  if (n === 0) throw new RangeError('an evaluation needs at least one row');

  const bearing = (names: readonly number[]) => sum(names.map((k) => perClass[k]!.support));
  const right = sum(confusion.map((row, k) => row[k]!));
  const commonest = bearing(topK(trainingCounts, 1));
  const scoreOver = (rows: number): PartialScore => ({
    n: rows,
    top1: accuracy(right, rows),
    top5: accuracy(tally.top5, rows),
    prior1: accuracy(commonest, rows),
  });
  const reliability = tally.reliability.bins();
  return {
    task,
    classes,
    ...scoreOver(n),
    prior5: accuracy(bearing(topK(trainingCounts, 5)), n),
    known: known > 0 ? scoreOver(known) : null,
    crossEntropy: known > 0 ? tally.crossEntropy / known : null,
    macroRecall: macroRecall(perClass),
    perClass,
    confusion,
    unknown,
    expectedCalibrationError: expectedCalibrationError(reliability),
    reliability,
  };
}

const accuracy = (hits: number, n: number): Accuracy => ({
  value: hits / n,
  ...wilsonInterval(hits, n),
});

function check({ logits, labels }: ScoredRows, K: number): void {
  if (logits.length !== labels.length * K) {
    throw new RangeError(`${labels.length} rows of ${K} classes with ${logits.length} logits`);
  }
  const strange = labels.find((label) => label < -1 || label >= K);
  if (strange !== undefined) {
    throw new RangeError(`a label must be −1 or a class index below ${K}, got ${strange}`);
  }
  const broken = logits.findIndex((logit) => !Number.isFinite(logit));
  if (broken >= 0) {
    throw new RangeError(`logit of row ${Math.floor(broken / K)} is ${logits[broken]}`);
  }
}

/** First index of the greatest value, as in `topK`. */
function argMax(x: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < x.length; i++) if (x[i]! > x[best]!) best = i;
  return best;
}
