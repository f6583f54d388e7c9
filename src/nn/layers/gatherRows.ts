import type { GraphBuilder } from '../onnx/graphBuilder.ts';

/**
 * Picks positions of each sample: [B·length, C] → [B·indices.length, C]. The index `length` means
 * a position outside, whose row is `outside` in every channel.
 */
export function gatherRows(
  graph: GraphBuilder,
  tensor: string,
  { length, channels }: { readonly length: number; readonly channels: number },
  indices: Int32Array,
  outside = 0,
): string {
  if (indices.length === length && indices.every((index, i) => index === i)) return tensor;
  let source = graph.reshape(tensor, [-1, length, channels]);
  if (indices.includes(length)) {
    const oneMoreRow = graph.integers([0, 0, 0, 0, 1, 0]);
    source = graph.node('Pad', [source, oneMoreRow, graph.scalar(outside)]);
  }
  const picked = graph.constant('int32', [indices.length], indices);
  return graph.reshape(graph.node('Gather', [source, picked], { axis: 1 }), [-1, channels]);
}
