import type { GraphBuilder } from '../onnx/graphBuilder.ts';
import { normParameters, runningStatistics } from '../parameters.ts';
import { columnSum } from './columnSum.ts';
import type { Layer } from './layer.ts';

export interface BatchNormOptions {
  /** Added to the variance. @default 1e-5 */
  readonly epsilon?: number;
}

/**
 * y = γ·(x − mean)/√(variance + ε) + β, per channel. Parameters `name`.weight (γ) and `name`.bias
 * (β).
 *
 * Training takes mean and biased variance over all positions of the batch, and records the mean
 * and the unbiased variance as statistics of the batch; inference takes running ones.
 *
 * A pending scale c of x goes into epsilon: BN(c·x; ε) = BN(x; ε/c²), exactly.
 *
 * Gradients, with d = x − mean, v = 1/√(variance + ε) and ⟨⟩ the mean over rows: dβ = Σ dy,
 * dγ = v·Σ dy·d, dx = γ·v·(dy − ⟨dy⟩ − d·v²·⟨dy·d⟩).
 */
export const batchNorm = (name: string, { epsilon = 1e-5 }: BatchNormOptions = {}): Layer => ({
  train(tape, x) {
    const { graph } = tape;
    const { channels } = x;
    const { weight, bias } = normParameters(name, channels);
    const [gamma, beta] = [tape.parameter(weight), tape.parameter(bias)];
    const rows = rowCount(graph, x.name, channels);
    const average = (sum: string) => graph.node('Div', [sum, rows]);
    const mean = average(columnSum(graph, x.name, x));
    const centred = graph.subtract(x.name, mean);
    const squares = columnProducts(graph, centred, centred, channels);
    const shifted = graph.add(average(squares), graph.scalar(epsilon / x.scale ** 2));
    const inverse = graph.node('Reciprocal', [graph.node('Sqrt', [shifted])]);
    const factor = graph.multiply(gamma, inverse);
    const output = graph.add(graph.multiply(centred, factor), beta);

    const statistics = runningStatistics(name, channels);
    const unbiased = graph.node('Div', [squares, graph.subtract(rows, graph.scalar(1))]);
    tape.recordStatistic(statistics.mean, graph.scale(mean, x.scale));
    tape.recordStatistic(statistics.variance, graph.scale(unbiased, x.scale ** 2));

    return tape.record({ ...x, name: output, scale: 1 }, (dy) => {
      const sum = columnSum(graph, dy, x);
      const products = columnProducts(graph, dy, centred, channels);
      tape.addParameterGradient(bias.name, sum);
      tape.addParameterGradient(weight.name, graph.multiply(products, inverse));
      const slope = graph.multiply(graph.multiply(inverse, inverse), average(products));
      const drift = graph.add(graph.multiply(centred, slope), average(sum));
      tape.addGradient(x, graph.multiply(graph.subtract(dy, drift), factor));
    });
  },
  infer(writer, x) {
    const { weight, bias } = normParameters(name, x.channels);
    const { mean, variance } = runningStatistics(name, x.channels);
    const signal = writer.oriented(x, false);
    const inputs = [
      signal.name,
      writer.parameter(weight),
      writer.parameter(bias),
      writer.statistic(mean),
      writer.statistic(variance),
    ];
    const attributes = { epsilon: { float: epsilon } };
    return { ...signal, name: writer.graph.node('BatchNormalization', inputs, attributes) };
  },
});

/** Rows of a tensor [R, channels], as a float. */
function rowCount(graph: GraphBuilder, tensor: string, channels: number): string {
  const size = graph.cast(graph.node('Size', [tensor]), 'float32');
  return graph.scale(size, 1 / channels);
}

/**
 * Σ_rows a·b for each channel, [R, C] × [R, C] → [C]: the diagonal of aᵀ·b, which makes no product
 * of the size of a.
 */
function columnProducts(graph: GraphBuilder, a: string, b: string, channels: number): string {
  const identity = new Float32Array(channels * channels);
  for (let i = 0; i < channels; i++) identity[i * channels + i] = 1;
  const all = graph.node('Gemm', [a, b], { transA: 1 });
  const diagonal = graph.constant('float32', [channels, channels], identity);
  return graph.sumOver(graph.multiply(all, diagonal), 0);
}
