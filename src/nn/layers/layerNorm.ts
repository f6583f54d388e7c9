import { normParameters } from '../parameters.ts';
import { columnSum } from './columnSum.ts';
import type { Layer } from './layer.ts';

export interface LayerNormOptions {
  /** Added to the variance. @default 1e-5 */
  readonly epsilon?: number;
  /** Scale that training leaves pending; √2 suits the GELU that follows most norms. @default √2 */
  readonly scale?: number;
}

/**
 * y = γ·x̂ + β with x̂ = (x − mean)/√(variance + ε) over the channels of each position, biased
 * variance. Parameters `name`.weight (γ) and `name`.bias (β).
 *
 * A pending scale c of x goes into epsilon: LN(c·x; ε) = LN(x; ε/c²), exactly.
 *
 * Gradients, with g = dy·γ and ⟨⟩ the mean over channels: dγ = Σ_rows dy·x̂, dβ = Σ_rows dy,
 * dx = (g − ⟨g⟩ − x̂·⟨g·x̂⟩)/√(variance + ε).
 */
export const layerNorm = (
  name: string,
  { epsilon = 1e-5, scale = Math.SQRT2 }: LayerNormOptions = {},
): Layer => ({
  train(tape, x) {
    const { graph } = tape;
    const { channels, length } = x;
    const { weight, bias } = normParameters(name, channels);
    const gamma = graph.scale(tape.parameter(weight), 1 / scale);
    const beta = graph.scale(tape.parameter(bias), 1 / scale);
    const constant = (value: number) =>
      graph.constant('float32', [channels], new Float32Array(channels).fill(value));
    const [normalised, , inverseDeviation] = graph.nodeWithOutputs(
      'LayerNormalization',
      [x.name, constant(1), constant(0)],
      { axis: -1, epsilon: { float: epsilon / x.scale ** 2 } },
      [true, false, true],
    ) as [string, string, string];
    const output = graph.add(graph.multiply(normalised, gamma), beta);

    return tape.record({ name: output, length, channels, scale }, (dy) => {
      const product = graph.multiply(dy, normalised);
      const dGamma = graph.scale(columnSum(graph, product, x), 1 / scale);
      tape.addParameterGradient(weight.name, dGamma);
      tape.addParameterGradient(bias.name, graph.scale(columnSum(graph, dy, x), 1 / scale));
      // g − ⟨g⟩ as one matrix product, dy · diag(γ)(I − 11ᵀ/C).
      const column = graph.reshape(gamma, [channels, 1]);
      const centring = graph.constant('float32', [channels, channels], centringMatrix(channels));
      const centred = graph.matMul(dy, graph.multiply(column, centring));
      const mean = graph.matMul(product, graph.scale(column, 1 / channels));
      const difference = graph.subtract(centred, graph.multiply(normalised, mean));
      tape.addGradient(x, graph.multiply(difference, inverseDeviation));
    });
  },
  infer(writer, x) {
    const { weight, bias } = normParameters(name, x.channels);
    const signal = writer.oriented(x, true);
    const inputs = [signal.name, writer.parameter(weight), writer.parameter(bias)];
    const attributes = { axis: -1, epsilon: { float: epsilon } };
    return { ...signal, name: writer.graph.node('LayerNormalization', inputs, attributes) };
  },
});

/** I − 11ᵀ/n, which subtracts the mean. */
function centringMatrix(n: number): Float32Array {
  const matrix = new Float32Array(n * n).fill(-1 / n);
  for (let i = 0; i < n; i++) matrix[i * n + i]! += 1;
  return matrix;
}
