import type { Layer } from './layer.ts';

/**
 * LeakyReLU, x where x > 0 and slope·x elsewhere. A pending scale, being positive, stays pending.
 *
 * Gradient: dx = dy where y > 0, slope·dy elsewhere.
 *
 * @param slope in (0, 1)
 */
export const leakyRelu = (slope: number): Layer => ({
  train(tape, x) {
    const { graph } = tape;
    const y = graph.node('LeakyRelu', [x.name], { alpha: { float: slope } });
    return tape.record({ ...x, name: y }, (dy) => {
      const isPositive = graph.node('Greater', [y, graph.scalar(0)]);
      tape.addGradient(x, graph.node('Where', [isPositive, dy, graph.scale(dy, slope)]));
    });
  },
  infer: ({ graph }, x) => ({
    ...x,
    name: graph.node('LeakyRelu', [x.name], { alpha: { float: slope } }),
  }),
});
