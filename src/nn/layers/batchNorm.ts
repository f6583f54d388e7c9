import type { GraphBuilder } from '../onnx/graphBuilder.ts';
import { normParameters, runningStatistics } from '../parameters.ts';
import type { Value } from '../tape.ts';
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
    const { weight, bias } = normParameters(name, x.channels);
    const [gamma, beta] = [tape.parameter(weight), tape.parameter(bias)];
    const rows = rowCount(graph, x);
    const average = (sum: string) => graph.node('Div', [sum, rows]);
    const withVector = (operator: string, tensor: string, vector: string) =>
      perChannel(graph, operator, tensor, vector, x);

    const mean = average(columnSum(graph, x.name, x));
    const centred = withVector('Sub', x.name, mean);
    const squares = columnSum(graph, graph.multiply(centred, centred), x);
    const shifted = graph.add(average(squares), graph.scalar(epsilon / x.scale ** 2));
    const inverse = graph.node('Reciprocal', [graph.node('Sqrt', [shifted])]);
    const factor = graph.multiply(gamma, inverse);
    const output = withVector('Add', withVector('Mul', centred, factor), beta);

    const statistics = runningStatistics(name, x.channels);
    const unbiased = graph.node('Div', [squares, graph.subtract(rows, graph.scalar(1))]);
    tape.recordStatistic(statistics.mean, graph.scale(mean, x.scale));
    tape.recordStatistic(statistics.variance, graph.scale(unbiased, x.scale ** 2));

    return tape.record({ ...x, name: output, scale: 1 }, (dy) => {
      const sum = columnSum(graph, dy, x);
      const products = columnSum(graph, graph.multiply(dy, centred), x);
      tape.addParameterGradient(bias.name, sum);
      tape.addParameterGradient(weight.name, graph.multiply(products, inverse));
      const slope = graph.multiply(graph.multiply(inverse, inverse), average(products));
      const drift = withVector('Add', withVector('Mul', centred, slope), average(sum));
      tape.addGradient(x, withVector('Mul', graph.subtract(dy, drift), factor));
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

/** Number of rows of a value's tensor, as a float [1]. Shape, unlike Size, leaves the tensor on a GPU. */
function rowCount(graph: GraphBuilder, { name }: Value): string {
  return graph.cast(graph.node('Shape', [name], { start: 0, end: 1 }), 'float32');
}

/**
 * tensor ∘ vector for each row, [B·L, C] and [C]: with the vector repeated to the length of a
 * sample, half the time of a loop over rows of 32 numbers.
 */
function perChannel(
  graph: GraphBuilder,
  operator: string,
  tensor: string,
  vector: string,
  { length, channels }: Value,
): string {
  const repeated = graph.node('Expand', [vector, graph.integers([length, channels])]);
  const samples = graph.reshape(tensor, [-1, length, channels]);
  return graph.reshape(graph.node(operator, [samples, repeated]), [-1, channels]);
}
