import type { Layer } from './layer.ts';

/** Slope of the error function at 0. */
const ERF_SLOPE = 2 / Math.sqrt(Math.PI);

/**
 * GELU(x) = x·Φ(x), the exact one. With u = x/√2 it is u·(1 + erf u)/√2; the tensor holds
 * u·(1 + erf u)/s, s = 2/√π, and leaves s/√2 pending. An input with pending scale √2 holds u already.
 *
 * Gradient: d[u·(1 + erf u)/s]/du = (1 + erf u)/s + u·exp(−u²); s is the one that needs no pass over
 * memory for the second term.
 */
export const gelu: Layer = {
  train(tape, x) {
    const { graph } = tape;
    // √2·√½ is not exactly 1 in floating point.
    const factor = x.scale === Math.SQRT2 ? 1 : x.scale * Math.SQRT1_2;
    const u = graph.scale(x.name, factor);
    const erf = graph.node('Erf', [u]);
    const share = graph.reshape(graph.affine(erf, 1 / ERF_SLOPE, 1 / ERF_SLOPE), [-1, x.channels]);
    const output = { ...x, name: graph.multiply(u, share), scale: Math.SQRT1_2 * ERF_SLOPE };
    return tape.record(output, (dy) => {
      const bell = graph.node('Div', [u, graph.node('Exp', [graph.multiply(u, u)])]);
      const slope = graph.add(bell, share);
      tape.addGradient(x, graph.scale(graph.multiply(dy, slope), factor));
    });
  },
  infer: ({ graph }, x) => ({ ...x, name: graph.node('Gelu', [x.name]) }),
};
