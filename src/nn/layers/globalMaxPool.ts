import type { Layer } from './layer.ts';
import { tieShares } from './tieShares.ts';

/**
 * Largest value of each channel over all positions, [B·L, C] → [B, C].
 *
 * Gradient: goes to the largest position, in equal shares to several.
 */
export const globalMaxPool: Layer = {
  train(tape, x) {
    const { graph } = tape;
    const { length, channels } = x;
    const positions = graph.reshape(x.name, [-1, length, channels]);
    const largest = graph.node('ReduceMax', [positions, graph.integers([1])], { keepdims: 1 });
    const output = { ...x, name: graph.reshape(largest, [-1, channels]), length: 1 };
    return tape.record(output, (dy) => {
      const gradient = graph.reshape(dy, [-1, 1, channels]);
      const spread = graph.multiply(tieShares(graph, positions, largest), gradient);
      tape.addGradient(x, graph.reshape(spread, [-1, channels]));
    });
  },
  infer({ graph }, x) {
    const axes = graph.integers([x.channelsLast ? 1 : 2]);
    const name = graph.node('ReduceMax', [x.name, axes], { keepdims: 0 });
    return { ...x, name, length: 1, channelsLast: true };
  },
};
