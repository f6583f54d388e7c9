import { gatherRows } from './gatherRows.ts';
import type { Layer } from './layer.ts';
import { tieShares } from './tieShares.ts';
import { type Window, windowCount, windowPositions, windowsByPhase } from './window.ts';

/**
 * Largest value of each window, per channel; outside is −∞. Windows must not overlap.
 *
 * Gradient: goes to each window's largest element, in equal shares to several.
 *
 * @throws RangeError when windows overlap (stride < kernel).
 */
export function maxPool1d(window: Window): Layer {
  const { kernel, stride, padding } = window;
  if (stride < kernel) {
    throw new RangeError(`pooling windows overlap: stride ${stride}, kernel ${kernel}`);
  }
  return {
    train(tape, x) {
      const { graph } = tape;
      const { channels } = x;
      const length = windowCount(x.length, window);
      const rows = gatherRows(graph, x.name, x, windowPositions(x.length, window), -Infinity);
      const windows = graph.reshape(rows, [-1, kernel, channels]);
      const largest = graph.node('ReduceMax', [windows, graph.integers([1])], { keepdims: 1 });
      const output = { ...x, name: graph.reshape(largest, [-1, channels]), length };
      return tape.record(output, (dy) => {
        const gradient = graph.reshape(dy, [-1, 1, channels]);
        const shares = graph.multiply(tieShares(graph, windows, largest), gradient);
        const perElement = graph.reshape(shares, [-1, channels]);
        const elements = { length: length * kernel, channels };
        const indices = elementOfPosition(x.length, window);
        tape.addGradient(x, gatherRows(graph, perElement, elements, indices));
      });
    },
    infer(writer, x) {
      const attributes = { kernel_shape: [kernel], strides: [stride], pads: [padding, padding] };
      const signal = writer.oriented(x, false);
      const name = writer.graph.node('MaxPool', [signal.name], attributes);
      return { ...signal, name, length: windowCount(x.length, window) };
    },
  };
}

/** Where each position lies in the [Lo·K] elements of all windows; Lo·K for those between windows. */
function elementOfPosition(length: number, window: Window): Int32Array {
  const { kernel, stride } = window;
  const count = windowCount(length, window);
  const { windows: owners, start } = windowsByPhase(length, window);
  return Int32Array.from({ length }, (_, u) => {
    const owner = owners[Math.floor((start + u) / stride)]!;
    const k = (start + u) % stride;
    return owner < count && k < kernel ? owner * kernel + k : count * kernel;
  });
}
