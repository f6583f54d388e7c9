import type { ReliabilityBin } from './evaluation.ts';

/** Running sums behind a reliability diagram. */
export interface Reliability {
  /** Confidence: probability of the answer, 0 < confidence ≤ 1. */
  add(confidence: number, right: boolean): void;
  bins(): readonly ReliabilityBin[];
}

/** Bins of equal width on (0, 1]. [Guo et al., ICML 2017, §2] */
export function createReliability(count: number): Reliability {
  const n = new Float64Array(count);
  const right = new Float64Array(count);
  const confidence = new Float64Array(count);
  return {
    add(p, isRight) {
      // Rounding may carry a probability a last digit above 1.
      const bin = Math.min(count, Math.max(1, Math.ceil(p * count))) - 1;
      n[bin]! += 1;
      right[bin]! += Number(isRight);
      confidence[bin]! += Math.min(p, 1);
    },
    bins: () =>
      Array.from(n, (rows, bin) => ({
        low: bin / count,
        high: (bin + 1) / count,
        n: rows,
        confidence: rows > 0 ? confidence[bin]! / rows : null,
        accuracy: rows > 0 ? right[bin]! / rows : null,
      })),
  };
}

/** Σ (n_b / n) |accuracy_b − confidence_b|, in 0…1; 0 without rows. [Guo et al., ICML 2017, Eq. 3] */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  let gap = 0;
  let n = 0;
  for (const bin of bins) {
    gap += bin.n * Math.abs((bin.accuracy ?? 0) - (bin.confidence ?? 0));
    n += bin.n;
  }
  return n > 0 ? gap / n : 0;
}
