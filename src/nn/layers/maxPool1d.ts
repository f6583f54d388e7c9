import type { Tape, Value } from '../tape.ts';
import { gatherRows } from './gatherRows.ts';
import { tieShares } from './tieShares.ts';
import { type Window, windowCount, windowPositions, windowsByPhase } from './window.ts';

/**
 * Largest value of each window, per channel; outside is −∞. Windows must not overlap.
 *
 * Gradient: goes to each window's largest element, in equal shares to several.
 *
 * @throws RangeError when windows overlap (stride < kernel).
 */
export function maxPool1d(tape: Tape, x: Value, window: Window): Value {
  if (window.stride < window.kernel) {
    throw new RangeError(
      `pooling windows overlap: stride ${window.stride}, kernel ${window.kernel}`,
    );
  }
  const { graph } = tape;
  const { channels } = x;
  const { kernel, stride } = window;
  const length = windowCount(x.length, window);
  const rows = gatherRows(graph, x.name, x, windowPositions(x.length, window), -Infinity);
  const windows = graph.reshape(rows, [-1, kernel, channels]);
  const largest = graph.node('ReduceMax', [windows, graph.integers([1])], { keepdims: 1 });
  const output = { ...x, name: graph.reshape(largest, [-1, channels]), length };
  return tape.record(output, (dy) => {
    const gradient = graph.reshape(dy, [-1, 1, channels]);
    const shares = graph.multiply(tieShares(graph, windows, largest), gradient);
    const elements = { length: length * kernel, channels };
    const { windows: owners, start } = windowsByPhase(x.length, window);
    const indices = Int32Array.from({ length: x.length }, (_, u) => {
      const owner = owners[Math.floor((start + u) / stride)]!;
      const k = (start + u) % stride;
      return owner < length && k < kernel ? owner * kernel + k : elements.length;
    });
    const perElement = graph.reshape(shares, [-1, channels]);
    tape.addGradient(x, gatherRows(graph, perElement, elements, indices));
  });
}
