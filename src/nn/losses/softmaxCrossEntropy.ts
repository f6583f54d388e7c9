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
  const logProbability = logSoftmax(tape, logits);
  const total = graph.node('ReduceSum', [graph.multiply(logProbability, target)], { keepdims: 0 });
  const residual = graph.subtract(graph.node('Exp', [logProbability]), target);
  tape.addGradient(logits, graph.scale(graph.multiply(residual, weight), logits.scale));
  return graph.multiply(graph.node('Neg', [total]), weight);
}

/**
 * Loss of each row, −Σ_k t_k·log softmax(l)_k, as [B, 1], where the backward part takes row b times
 * `weights` [B, 1]. A row of targets that are all 0 has no label: its loss and gradient are 0.
 *
 * Gradient: dl = w·(Σ_k t_k · softmax(l) − t).
 */
export function softmaxCrossEntropyOfRows(
  tape: Tape,
  logits: Value,
  target: string,
  weights: string,
): string {
  const { graph } = tape;
  const sumOfRow = (tensor: string) =>
    graph.node('ReduceSum', [tensor, graph.integers([1])], { keepdims: 1 });
  const logProbability = logSoftmax(tape, logits);
  const expected = graph.multiply(graph.node('Exp', [logProbability]), sumOfRow(target));
  const residual = graph.subtract(expected, target);
  tape.addGradient(logits, graph.scale(graph.multiply(residual, weights), logits.scale));
  return graph.node('Neg', [sumOfRow(graph.multiply(logProbability, target))]);
}

const logSoftmax = ({ graph }: Tape, logits: Value): string =>
  graph.node('LogSoftmax', [graph.scale(logits.name, logits.scale)], { axis: -1 });
