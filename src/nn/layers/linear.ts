import { linearParameters } from '../parameters.ts';
import type { Layer } from './layer.ts';

/**
 * Y = X·Wᵀ + b at each position; in inference for signals of one position, [B, C]. Parameters
 * `name`.weight [outputs, inputs] and `name`.bias.
 *
 * Gradients: dW = dYᵀ·X, db = Σ_rows dY, dX = dY·W.
 */
export const linear = (name: string, outputs: number): Layer => ({
  train(tape, x) {
    const { graph } = tape;
    const parameters = linearParameters(name, outputs, x.channels);
    const weight = tape.parameter(parameters.weight);
    const bias = tape.parameter(parameters.bias);
    const alpha = { float: x.scale };
    const output = {
      name: graph.node('Gemm', [x.name, weight, bias], { transB: 1, alpha }),
      length: x.length,
      channels: outputs,
    };
    return tape.record(output, (dy) => {
      const dw = graph.node('Gemm', [dy, x.name], { transA: 1, alpha });
      tape.addParameterGradient(parameters.weight.name, dw);
      tape.addParameterGradient(parameters.bias.name, graph.sumOver(dy, 0));
      if (x.tracked) tape.addGradient(x, graph.node('Gemm', [dy, weight], { alpha }));
    });
  },
  infer(writer, x) {
    const { weight, bias } = linearParameters(name, outputs, x.channels);
    const inputs = [x.name, writer.parameter(weight), writer.parameter(bias)];
    return { ...x, name: writer.graph.node('Gemm', inputs, { transB: 1 }), channels: outputs };
  },
});
