import { convWeight } from '../parameters.ts';
import { blocksReached, foldKernel, refit, spreadKernel } from './blocks.ts';
import { overlapAdd, windowColumns } from './convolution.ts';
import type { Extent } from './gatherRows.ts';
import type { Layer } from './layer.ts';

export interface ConvTranspose1dOptions {
  /** Output channels. */
  readonly channels: number;
  readonly kernel: number;
  /** @default 1 */
  readonly stride?: number;
}

/**
 * Positions of a block at stride 1. With 4, forward pass and gradient of the paper's generator take
 * 0.87 of the time without blocks and 0.6 of the memory; 2 and 8 gain less.
 */
const BLOCK = 4;

/**
 * Transposed convolution without bias or padding, y[t·s + k] += W[:, k, :]ᵀ · x[t], of length
 * (L − 1)·s + K. Parameter `name`.weight, PyTorch shape [Ci, Co, K].
 *
 * The overlap-add that is the gradient of a convolution; so its own gradient gathers windows, as a
 * convolution does: with columns G [B·L, K·Co] of dY, dX = G·Wᵀ and dW = Xᵀ·G. All of it on blocks
 * of positions at stride 1.
 */
export function convTranspose1d(name: string, options: ConvTranspose1dOptions): Layer {
  const { channels, kernel, stride = 1 } = options;
  return {
    train(tape, x) {
      const { graph } = tape;
      const weight = tape.parameter(convWeight(name, [x.channels, channels, kernel]));
      const { sizes, window, output, from, to } = geometry(x, options);
      const flat = graph.reshape(weight, [x.channels, kernel * channels]);
      const matrix = spreadKernel(graph, flat, sizes);
      const blocks = refit(graph, x.name, x, from);
      const sum = overlapAdd(graph, blocks, from, matrix, { ...to, factor: x.scale }, window);
      return tape.record({ ...output, name: refit(graph, sum, to, output) }, (dy) => {
        const alpha = { float: x.scale };
        const columns = windowColumns(graph, refit(graph, dy, output, to), to, window);
        // (Gᵀ·X)ᵀ takes 0.7 of the time of Xᵀ·G, since a product repacks its second factor. A
        // reshape keeps ONNX Runtime from folding the transposition back into the product.
        const transposed = graph.node('Gemm', [columns, blocks], { transA: 1, alpha });
        const asOne = graph.reshape(transposed, [1, window.kernel * to.channels, from.channels]);
        const dw = graph.node('Transpose', [asOne], { perm: [0, 2, 1] });
        tape.addParameterGradient(`${name}.weight`, foldKernel(graph, dw, sizes));
        if (!x.tracked) return;
        const dx = graph.node('Gemm', [columns, matrix], { transB: 1, alpha });
        tape.addGradient(x, refit(graph, dx, from, x));
      });
    },
    infer(writer, x) {
      const weight = writer.parameter(convWeight(name, [x.channels, channels, kernel]));
      const attributes = { kernel_shape: [kernel], strides: [stride] };
      const inputs = [writer.oriented(x, false).name, weight];
      const output = writer.graph.node('ConvTranspose', inputs, attributes);
      const { length } = geometry(x, options).output;
      return { name: output, length, channels, channelsLast: false };
    },
  };
}

/** Kernel and window on blocks, extents of the output, and of input and output in blocks. */
function geometry(x: Extent, { channels, kernel, stride = 1 }: ConvTranspose1dOptions) {
  // To one channel the overlap-add has a faster way of its own.
  const positions = stride === 1 && channels > 1 ? BLOCK : 1;
  const sizes = { outer: x.channels, kernel, inner: channels, positions };
  const window = { kernel: blocksReached(sizes), stride, padding: 0 };
  const blocks = Math.ceil(x.length / positions);
  const lengthOf = (length: number, reach: number) => (length - 1) * stride + reach;
  return {
    sizes,
    window,
    output: { length: lengthOf(x.length, kernel), channels },
    from: { length: blocks, channels: positions * x.channels },
    to: { length: lengthOf(blocks, window.kernel), channels: positions * channels },
  };
}
