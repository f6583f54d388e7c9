import type { GraphBuilder } from '../onnx/graphBuilder.ts';
import type { Tape, Value } from '../tape.ts';
import { gatherRows } from './gatherRows.ts';
import { tieShares } from './tieShares.ts';

// B batch, L positions, T windows, K positions of a window, M windows that share a position

/**
 * Largest value of each window, per channel, for any windows: `positions` lists those of each, as
 * [T·K], with L where a window has none.
 *
 * Gradient: goes to each window's largest element, in equal shares to several.
 */
export function maxOverWindows(tape: Tape, x: Value, positions: Int32Array, width: number): Value {
  const { graph } = tape;
  const { channels } = x;
  const rows = gatherRows(graph, x.name, x, positions, -Infinity);
  const windows = graph.reshape(rows, [-1, width, channels]);
  const largest = graph.node('ReduceMax', [windows, graph.integers([1])], { keepdims: 1 });
  const length = positions.length / width;
  const output = { ...x, name: graph.reshape(largest, [-1, channels]), length };
  return tape.record(output, (dy) => {
    const gradient = graph.reshape(dy, [-1, 1, channels]);
    const shares = graph.multiply(tieShares(graph, windows, largest), gradient);
    tape.addGradient(x, sumOverOwners(graph, graph.reshape(shares, [-1, channels]), x, positions));
  });
}

/** Sum of the elements [B·T·K, C] that lie on each position, [B·L, C]. */
function sumOverOwners(
  graph: GraphBuilder,
  elements: string,
  { length, channels }: Value,
  positions: Int32Array,
): string {
  const owners: number[][] = Array.from({ length }, () => []);
  positions.forEach((position, element) => {
    owners[position]?.push(element);
  });
  const most = Math.max(1, ...owners.map((list) => list.length));
  const indices = Int32Array.from({ length: length * most }, (_, i) => {
    return owners[Math.floor(i / most)]![i % most] ?? positions.length;
  });
  const gathered = gatherRows(graph, elements, { length: positions.length, channels }, indices);
  return most === 1 ? gathered : graph.sumOver(graph.reshape(gathered, [-1, most, channels]), 1);
}
