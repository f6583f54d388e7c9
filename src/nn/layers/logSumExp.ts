import type { Layer } from './layer.ts';

/**
 * y = log Σ_c exp x_c over the channels of each position, [B·L, C] → [B·L, 1]; does not overflow.
 *
 * Gradient: dx = dy·softmax(x).
 */
export const logSumExp: Layer = {
  train(tape, x) {
    const { graph } = tape;
    const scaled = graph.scale(x.name, x.scale);
    const name = graph.node('ReduceLogSumExp', [scaled, graph.integers([-1])], { keepdims: 1 });
    return tape.record({ name, length: x.length, channels: 1 }, (dy) => {
      const softmax = graph.node('Softmax', [scaled], { axis: -1 });
      tape.addGradient(x, graph.scale(graph.multiply(softmax, dy), x.scale));
    });
  },
  infer(writer, x) {
    const signal = writer.oriented(x, true);
    const axes = writer.graph.integers([-1]);
    const name = writer.graph.node('ReduceLogSumExp', [signal.name, axes], { keepdims: 1 });
    return { ...signal, name, channels: 1 };
  },
};
