import { convWeight } from '../parameters.ts';
import { overlapAdd, windowColumns } from './convolution.ts';
import type { Layer } from './layer.ts';

export interface ConvTranspose1dOptions {
  /** Output channels. */
  readonly channels: number;
  readonly kernel: number;
  /** @default 1 */
  readonly stride?: number;
}

/**
 * Transposed convolution without bias or padding, y[t·s + k] += W[:, k, :]ᵀ · x[t], of length
 * (L − 1)·s + K. Parameter `name`.weight, PyTorch shape [Ci, Co, K].
 *
 * The overlap-add that is the gradient of a convolution; so its own gradient gathers windows, as a
 * convolution does: with columns G [B·L, K·Co] of dY, dX = G·Wᵀ and dW = Xᵀ·G.
 */
export function convTranspose1d(name: string, options: ConvTranspose1dOptions): Layer {
  const { channels, kernel, stride = 1 } = options;
  const window = { kernel, stride, padding: 0 };
  const outputLength = (length: number) => (length - 1) * stride + kernel;
  return {
    train(tape, x) {
      const { graph } = tape;
      const weight = tape.parameter(convWeight(name, [x.channels, channels, kernel]));
      const matrix = graph.reshape(weight, [x.channels, kernel * channels]);
      const output = { length: outputLength(x.length), channels };
      const positions = { ...output, factor: x.scale };
      const sum = overlapAdd(graph, x.name, x, matrix, positions, window);
      return tape.record({ ...output, name: sum }, (dy) => {
        const alpha = { float: x.scale };
        const columns = windowColumns(graph, dy, output, window);
        const dw = graph.node('Gemm', [x.name, columns], { transA: 1, alpha });
        tape.addParameterGradient(`${name}.weight`, dw);
        if (!x.tracked) return;
        tape.addGradient(x, graph.node('Gemm', [columns, matrix], { transB: 1, alpha }));
      });
    },
    infer(writer, x) {
      const weight = writer.parameter(convWeight(name, [x.channels, channels, kernel]));
      const attributes = { kernel_shape: [kernel], strides: [stride] };
      const inputs = [writer.oriented(x, false).name, weight];
      const output = writer.graph.node('ConvTranspose', inputs, attributes);
      return { name: output, length: outputLength(x.length), channels, channelsLast: false };
    },
  };
}
