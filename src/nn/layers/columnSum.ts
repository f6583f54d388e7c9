import type { GraphBuilder } from '../onnx/graphBuilder.ts';
import type { Extent } from './gatherRows.ts';

/**
 * Sum over all rows, [B·length, C] → [C]: first over each sample's positions as a matrix product
 * with ones, three times as fast as ReduceSum over a long first axis, then over samples.
 */
export function columnSum(
  graph: GraphBuilder,
  tensor: string,
  { length, channels }: Extent,
): string {
  if (length === 1) return graph.sumOver(tensor, 0);
  const ones = graph.constant('float32', [1, length], new Float32Array(length).fill(1));
  const perSample = graph.matMul(ones, graph.reshape(tensor, [-1, length, channels]));
  return graph.sumOver(graph.reshape(perSample, [-1, channels]), 0);
}
