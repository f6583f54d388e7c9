import type { Layer } from './layer.ts';

/**
 * GELU(x) = x·Φ(x), the exact one. With u = x/√2 it is u·(1 + erf u)/√2; the tensor holds
 * u·(1 + erf u) and leaves 1/√2 pending. An input with pending scale √2 holds u already.
 *
 * Gradient: d[u·(1 + erf u)]/du = 1 + erf u + (2/√π)·u·exp(−u²).
 */
export const gelu: Layer = {
  train(tape, x) {
    const { graph } = tape;
    // √2·√½ is not exactly 1 in floating point.
    const factor = x.scale === Math.SQRT2 ? 1 : x.scale * Math.SQRT1_2;
    const u = graph.scale(x.name, factor);
    const onePlusErf = graph.add(graph.node('Erf', [u]), graph.scalar(1));
    const output = { ...x, name: graph.multiply(u, onePlusErf), scale: Math.SQRT1_2 };
    return tape.record(output, (dy) => {
      const bell = graph.node('Div', [u, graph.node('Exp', [graph.multiply(u, u)])]);
      const slope = graph.add(graph.scale(bell, 2 / Math.sqrt(Math.PI)), onePlusErf);
      tape.addGradient(x, graph.scale(graph.multiply(dy, slope), factor));
    });
  },
  infer: ({ graph }, x) => ({ ...x, name: graph.node('Gelu', [x.name]) }),
};
