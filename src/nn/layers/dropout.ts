import type { Layer } from './layer.ts';

/**
 * Inverted dropout, y = mask·x/(1 − p); the factor stays pending. The mask is an input of the
 * graph. The identity in inference, and at p = 0;
 * ONNX's Dropout in a graph that other programs train.
 *
 * Gradient: dx = mask·dy.
 *
 * @param p probability of dropping an activation
 */
export const dropout = (p: number): Layer => ({
  train(tape, x) {
    if (p === 0) return x;
    const { graph } = tape;
    const mask = tape.dropoutMask({ rows: x.length, channels: x.channels, p });
    const output = { ...x, name: graph.multiply(x.name, mask), scale: x.scale / (1 - p) };
    return tape.record(output, (dy) => tape.addGradient(x, graph.multiply(dy, mask)));
  },
  infer(writer, x) {
    if (p === 0 || !writer.keepsDropout) return x;
    const { graph } = writer;
    return { ...x, name: graph.node('Dropout', [x.name, graph.scalar(p)]) };
  },
});
