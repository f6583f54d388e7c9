import type { Tape, Value } from '../tape.ts';

/**
 * Loss = −w·Σ_rows Σ_k t_k·log softmax(l)_k for targets t whose rows sum to 1 (one-hot or soft).
 * Returns the loss, a scalar tensor, and starts the backward part.
 *
 * Gradient: dl = w·(softmax(l) − t).
 */
export function softmaxCrossEntropy(
  tape: Tape,
  logits: Value,
  target: string,
  weight: string,
): string {
  const { graph } = tape;
  const logProbability = graph.node('LogSoftmax', [graph.scale(logits.name, logits.scale)], {
    axis: -1,
  });
  const total = graph.node('ReduceSum', [graph.multiply(logProbability, target)], { keepdims: 0 });
  const residual = graph.subtract(graph.node('Exp', [logProbability]), target);
  tape.addGradient(logits, graph.scale(graph.multiply(residual, weight), logits.scale));
  return graph.multiply(graph.node('Neg', [total]), weight);
}
