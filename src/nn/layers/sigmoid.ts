import type { Layer } from './layer.ts';

/** y = 1/(1 + exp(−x)). Gradient: dx = dy·y·(1 − y). */
export const sigmoid: Layer = {
  train(tape, x) {
    const { graph } = tape;
    const y = graph.node('Sigmoid', [graph.scale(x.name, x.scale)]);
    return tape.record({ ...x, name: y, scale: 1 }, (dy) => {
      const slope = graph.multiply(y, graph.subtract(graph.scalar(1), y));
      tape.addGradient(x, graph.scale(graph.multiply(dy, slope), x.scale));
    });
  },
  infer: ({ graph }, x) => ({ ...x, name: graph.node('Sigmoid', [x.name]) }),
};
