/** log Σ exp(x), stable for any finite input; −∞ for an empty list. */
export function logSumExp(x: ArrayLike<number>): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x.length; i++) max = Math.max(max, x[i]!);
  if (max === Number.NEGATIVE_INFINITY) return max;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.exp(x[i]! - max);
  return max + Math.log(sum);
}

/** exp(x) / Σ exp(x): the probabilities that belong to logits. */
export function softmax(logits: ArrayLike<number>): Float64Array {
  const logZ = logSumExp(logits);
  return Float64Array.from(logits, (x) => Math.exp(x - logZ));
}
