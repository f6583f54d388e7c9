import type { GraphBuilder } from '../onnx/graphBuilder.ts';

/**
 * Where [N, K, C] equals its maximum over K, [N, 1, C]: 1 shared equally among equal maxima.
 * Plateaus are common: a pattern without noise has stretches of one value.
 */
export function tieShares(graph: GraphBuilder, tensor: string, largest: string): string {
  const isLargest = graph.cast(graph.node('Equal', [tensor, largest]), 'float32');
  const count = graph.node('ReduceSum', [isLargest, graph.integers([1])], { keepdims: 1 });
  return graph.node('Div', [isLargest, count]);
}
