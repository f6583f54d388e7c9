import {
  binarySearch,
  fitLogistic,
  type Interval,
  normalQuantile,
  wilsonInterval,
} from '../../math/index.ts';
import type { Rng } from '../../random/index.ts';

/** How well a classifier tells two collections apart, on items it was not trained with. */
export interface Separation {
  /** Items of both sides, as many of each. */
  readonly trainedOn: number;
  readonly testedOn: number;
  /** Share of the test items put on the right side; 0.5 is guessing. */
  readonly accuracy: number;
  readonly accuracyInterval: Interval;
  /** Probability that a generated item scores higher than a real one; 0.5 is guessing. */
  readonly auc: number;
  /** Standard error. [Hanley & McNeil, Radiology 143, 29 (1982)] */
  readonly aucError: number;
}

/** Items of each side that are worth an answer. */
const FEWEST = 100;

/**
 * Trains a logistic regression on half of the items and asks it about the others. Its features are
 * the normal scores of all columns, their squares and their products, so that it sees differences
 * of spread and of pairs as well.
 *
 * @throws RangeError when a side holds fewer than a hundred items.
 */
export function tellApart(
  real: readonly (readonly number[])[],
  generated: readonly (readonly number[])[],
  rng: Rng,
): Separation {
  const size = Math.min(real.length, generated.length);
  if (size < FEWEST) {
    throw new RangeError(`${FEWEST} crystals of each side are needed to compare, got ${size}`);
  }
  const shuffled = [real, generated].map((side, i) => {
    const order = rng.fork(`side-${i}`).permutation(side.length);
    return Array.from(order.subarray(0, size), (at) => side[at]!);
  });
  const half = size >> 1;
  const training = shuffled.flatMap((side) => side.slice(0, half));
  const test = shuffled.flatMap((side) => side.slice(half));
  const toFeatures = featuresBy(training);
  const isGenerated = training.map((_, i) => (i < half ? 0 : 1));
  const score = fitLogistic(training.map(toFeatures), isGenerated);
  const scores = test.map((item) => score(toFeatures(item)));
  const [ofReal, ofGenerated] = [scores.slice(0, size - half), scores.slice(size - half)];
  const right = ofReal.filter((x) => x < 0).length + ofGenerated.filter((x) => x >= 0).length;
  const auc = areaUnderCurve(ofReal, ofGenerated);
  return {
    trainedOn: training.length,
    testedOn: test.length,
    accuracy: right / test.length,
    accuracyInterval: wilsonInterval(right, test.length),
    auc,
    aucError: areaError(auc, size - half),
  };
}

/** Normal scores by rank among the training items, then squares and products. */
function featuresBy(training: readonly (readonly number[])[]) {
  const sorted = training[0]!.map((_, column) =>
    Float64Array.from(training, (item) => item[column]!).sort(),
  );
  return (item: readonly number[]): readonly number[] => {
    const scores = item.map((value, column) => {
      const values = sorted[column]!;
      const below = binarySearch(values, value) + 1;
      const before = binarySearch(values, value - Math.abs(value) * 1e-12 - 1e-12) + 1;
      return normalQuantile((before + below + 1) / (2 * values.length + 2));
    });
    const products = scores.flatMap((a, i) => scores.slice(i).map((b) => a * b));
    return [1, ...scores, ...products];
  };
}

/** By ranks, ties half. */
function areaUnderCurve(low: readonly number[], high: readonly number[]): number {
  const sorted = Float64Array.from(low).sort();
  let sum = 0;
  for (const value of high) {
    const below = binarySearch(sorted, value) + 1;
    let ties = 0;
    while (below - ties > 0 && sorted[below - ties - 1] === value) ties++;
    sum += below - ties / 2;
  }
  return sum / (low.length * high.length);
}

/** Of an area from `n` items a side. */
function areaError(area: number, n: number): number {
  const q1 = area / (2 - area);
  const q2 = (2 * area * area) / (1 + area);
  const square = area * area;
  return Math.sqrt((area * (1 - area) + (n - 1) * (q1 - square + q2 - square)) / (n * n));
}
