import type { Layer } from './layer.ts';

/**
 * Mean of each channel over all positions, [B·L, C] → [B, C].
 *
 * Gradient: dx = dy/L at each position.
 */
export const globalMeanPool: Layer = {
  train(tape, x) {
    const { graph } = tape;
    const { length, channels } = x;
    const share = new Float32Array(length).fill(1 / length);
    const positions = graph.reshape(x.name, [-1, length, channels]);
    const mean = graph.matMul(graph.constant('float32', [1, length], share), positions);
    const output = { ...x, name: graph.reshape(mean, [-1, channels]), length: 1 };
    return tape.record(output, (dy) => {
      const column = graph.constant('float32', [length, 1], share);
      const spread = graph.multiply(graph.reshape(dy, [-1, 1, channels]), column);
      tape.addGradient(x, graph.reshape(spread, [-1, channels]));
    });
  },
  infer({ graph }, x) {
    const axes = graph.integers([x.channelsLast ? 1 : 2]);
    const name = graph.node('ReduceMean', [x.name, axes], { keepdims: 0 });
    return { ...x, name, length: 1, channelsLast: true };
  },
};
