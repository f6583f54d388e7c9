import type { Tape, Value } from '../tape.ts';

/**
 * Loss of each row, −t·log D − (1 − t)·log(1 − D) with D = σ(a), as [B, 1], for soft targets t
 * [B, 1]: 1 for real patterns, 0 for generated ones. The backward part takes row b times `weights`
 * [B, 1].
 *
 * Computed as softplus(a) − t·a, with softplus(a) = max(a, 0) + log(1 + exp(−|a|)), which neither
 * overflows nor loses the loss of a sure answer. Gradient: da = w·(σ(a) − t).
 */
export function adversarialLoss(tape: Tape, a: Value, target: string, weights: string): string {
  const { graph } = tape;
  const logit = graph.scale(a.name, a.scale);
  const residual = graph.subtract(graph.node('Sigmoid', [logit]), target);
  tape.addGradient(a, graph.scale(graph.multiply(residual, weights), a.scale));
  const tail = graph.node('Exp', [graph.node('Neg', [graph.node('Abs', [logit])])]);
  const logarithm = graph.node('Log', [graph.add(tail, graph.scalar(1))]);
  const softplus = graph.add(graph.node('Max', [logit, graph.scalar(0)]), logarithm);
  return graph.subtract(softplus, graph.multiply(target, logit));
}
