import { logSumExp } from '../math/index.ts';
import type { Classifier } from '../nn/index.ts';
import type { TrainingData } from './batch.ts';
import type { ValidationScore } from './state.ts';

const ROWS_AT_ONCE = 256;

/** Loss and shares of right answers on `rows`, without dropout and without noise. */
export async function score(
  classifier: Classifier,
  data: TrainingData,
  rows: Uint32Array,
): Promise<ValidationScore> {
  const classes = data.classes.length;
  const total = { loss: 0, top1: 0, top5: 0 };
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
    const part = rows.subarray(first, first + ROWS_AT_ONCE);
    const x = new Float32Array(part.length * data.patterns.length);
    data.patterns.read(part, x);
    const logits = await classifier.logits(x);
    part.forEach((row, i) => {
      const answer = logits.subarray(i * classes, (i + 1) * classes);
      const label = data.labels[row]!;
      const rank = rankOf(answer, label);
      total.loss += logSumExp(answer) - answer[label]!;
      if (rank === 0) total.top1++;
      if (rank < 5) total.top5++;
    });
  }
  const n = rows.length;
  return { loss: total.loss / n, top1: total.top1 / n, top5: total.top5 / n };
}

/** Rows whose largest logit belongs to the largest target. */
export function countHits(logits: Float32Array, target: Float32Array, classes: number): number {
  let hits = 0;
  for (let first = 0; first < logits.length; first += classes) {
    const wanted = target.subarray(first, first + classes);
    const label = wanted.indexOf(Math.max(...wanted));
    if (rankOf(logits.subarray(first, first + classes), label) === 0) hits++;
  }
  return hits;
}

/** How many classes were thought likelier than `label`. */
function rankOf(logits: Float32Array, label: number): number {
  const own = logits[label]!;
  let rank = 0;
  for (const logit of logits) if (logit > own) rank++;
  return rank;
}
