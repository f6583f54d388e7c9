import { linearParameters } from '../parameters.ts';
import type { Tape, Value } from '../tape.ts';

/**
 * Y = X·Wᵀ + b at each position. Parameters `name`.weight [outputs, inputs] and `name`.bias.
 *
 * Gradients: dW = dYᵀ·X, db = Σ_rows dY, dX = dY·W.
 */
export function linear(tape: Tape, x: Value, name: string, outputs: number): Value {
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
}
