import { convWeight } from '../parameters.ts';
import { overlapAdd, windowColumns } from './convolution.ts';
import type { Layer } from './layer.ts';
import { windowCount } from './window.ts';

export interface Conv1dOptions {
  /** Output channels. */
  readonly channels: number;
  readonly kernel: number;
  /** @default 1 */
  readonly stride?: number;
  /** Zeros on each side. @default 0 */
  readonly padding?: number;
}

/**
 * Cross-correlation without bias, y[t] = Σ_k W[:, k, :] · x[t·s − p + k], as a gather of the
 * windows into columns X [B·Lo, K·Ci] and one matrix product Y = X·Wᵀ. Parameter `name`.weight.
 *
 * Gradients: dW = dYᵀ·X = (Xᵀ·dY)ᵀ; dx is the overlap-add of dY·W.
 */
export function conv1d(name: string, options: Conv1dOptions): Layer {
  const { channels, kernel, stride = 1, padding = 0 } = options;
  const window = { kernel, stride, padding };
  return {
    train(tape, x) {
      const { graph } = tape;
      const weight = tape.parameter(convWeight(name, [channels, x.channels, kernel]));
      const matrix = graph.reshape(weight, [channels, kernel * x.channels]);
      const alpha = { float: x.scale };
      const columns = windowColumns(graph, x.name, x, window);
      const output = {
        name: graph.node('Gemm', [columns, matrix], { transB: 1, alpha }),
        length: windowCount(x.length, window),
        channels,
      };
      return tape.record(output, (dy) => {
        // (XᵀdY)ᵀ takes 0.7 of the time of dYᵀX, since a product repacks its second factor. The
        // reshape keeps ONNX Runtime from folding the transposition back into the product.
        const transposed = graph.node('Gemm', [columns, dy], { transA: 1, alpha });
        const asOne = graph.reshape(transposed, [1, kernel * x.channels, channels]);
        const dw = graph.node('Transpose', [asOne], { perm: [0, 2, 1] });
        tape.addParameterGradient(`${name}.weight`, dw);
        if (!x.tracked) return;
        const positions = { ...x, factor: x.scale };
        tape.addGradient(x, overlapAdd(graph, dy, output, matrix, positions, window));
      });
    },
    infer(writer, x) {
      const weight = writer.parameter(convWeight(name, [channels, x.channels, kernel]));
      const attributes = { kernel_shape: [kernel], strides: [stride], pads: [padding, padding] };
      const output = writer.graph.node(
        'Conv',
        [writer.oriented(x, false).name, weight],
        attributes,
      );
      return {
        name: output,
        length: windowCount(x.length, window),
        channels,
        channelsLast: false,
      };
    },
  };
}
