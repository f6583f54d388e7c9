import type { Layer } from './layer.ts';
import { maxOverWindows } from './maxOverWindows.ts';
import { type Window, windowCount, windowPositions } from './window.ts';

/**
 * Largest value of each window, per channel; outside is −∞.
 *
 * Gradient: goes to each window's largest element, in equal shares to several.
 */
export const maxPool1d = (window: Window): Layer => ({
  train: (tape, x) => maxOverWindows(tape, x, windowPositions(x.length, window), window.kernel),
  infer(writer, x) {
    const { kernel, stride, padding } = window;
    const attributes = { kernel_shape: [kernel], strides: [stride], pads: [padding, padding] };
    const signal = writer.oriented(x, false);
    const name = writer.graph.node('MaxPool', [signal.name], attributes);
    return { ...signal, name, length: windowCount(x.length, window) };
  },
});
