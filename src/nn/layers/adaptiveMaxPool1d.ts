import { globalMaxPool } from './globalMaxPool.ts';
import type { Layer } from './layer.ts';
import { maxOverWindows } from './maxOverWindows.ts';

/**
 * Largest value of each of `outputs` windows, per channel, over patterns of any length L: window t
 * has the positions ⌊t·L/T⌋ … ⌈(t + 1)·L/T⌉ − 1, as PyTorch's AdaptiveMaxPool1d. One window is a
 * {@link globalMaxPool}.
 *
 * Gradient: goes to each window's largest element, in equal shares to several.
 */
export const adaptiveMaxPool1d = (outputs: number): Layer =>
  outputs === 1
    ? globalMaxPool
    : {
        train(tape, x) {
          const { positions, width } = adaptiveWindows(x.length, outputs, () => x.length);
          return maxOverWindows(tape, x, positions, width);
        },
        infer(writer, x) {
          const { graph } = writer;
          const signal = writer.oriented(x, true);
          // Short windows repeat their last position, which does not change the maximum.
          const { positions, width } = adaptiveWindows(x.length, outputs, (last) => last);
          const picked = graph.constant('int32', [positions.length], positions);
          const rows = graph.node('Gather', [signal.name, picked], { axis: 1 });
          const windows = graph.reshape(rows, [-1, outputs, width, x.channels]);
          const name = graph.node('ReduceMax', [windows, graph.integers([2])], { keepdims: 0 });
          return { ...signal, name, length: outputs };
        },
      };

/** Positions [T·K] of all windows; those shorter than the longest are filled up from their last. */
function adaptiveWindows(length: number, outputs: number, fill: (last: number) => number) {
  const start = (t: number) => Math.floor((t * length) / outputs);
  const end = (t: number) => Math.ceil(((t + 1) * length) / outputs);
  const sizes = Array.from({ length: outputs }, (_, t) => end(t) - start(t));
  const width = Math.max(...sizes);
  const positions = Int32Array.from({ length: outputs * width }, (_, i) => {
    const [t, k] = [Math.floor(i / width), i % width];
    return k < sizes[t]! ? start(t) + k : fill(end(t) - 1);
  });
  return { positions, width };
}
