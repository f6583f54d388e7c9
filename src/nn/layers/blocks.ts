/**
 * @file A transposed convolution of stride 1 as one of blocks: P neighbouring positions are taken
 * as one with P times the channels, and the kernel becomes a matrix of shifted copies of itself (a
 * Toeplitz matrix). The windows that are copied then overlap ⌈(P + K − 1)/P⌉-fold instead of
 * K-fold, for a few multiplications by zero.
 */
import type { GraphBuilder } from '../onnx/graphBuilder.ts';
import { type Extent, gatherRows } from './gatherRows.ts';

// C, D channels at the windows and at the positions, K kernel, P positions a block, J blocks reached

/** Sizes of a kernel [C, K, D] that is spread over blocks of P positions. */
export interface BlockKernel {
  readonly outer: number;
  readonly kernel: number;
  readonly inner: number;
  readonly positions: number;
}

/** Blocks that a kernel reaches from within one, J = ⌈(P + K − 1)/P⌉; K when a block is one position. */
export const blocksReached = ({ kernel, positions }: BlockKernel): number =>
  Math.ceil((positions + kernel - 1) / positions);

/** [C, K·D] → [P·C, J·P·D]: the kernel, shifted by p in the rows of position p. */
export function spreadKernel(graph: GraphBuilder, weight: string, sizes: BlockKernel): string {
  const { outer, kernel, inner, positions } = sizes;
  if (positions === 1) return weight;
  const width = blocksReached(sizes) * positions;
  const indices = Int32Array.from({ length: positions * width }, (_, i) => {
    const k = (i % width) - Math.floor(i / width);
    return k >= 0 && k < kernel ? k : kernel;
  });
  const copies = gatherRows(graph, weight, { length: kernel, channels: inner }, indices);
  const byChannel = graph.reshape(copies, [outer, positions, width * inner]);
  const byPosition = graph.node('Transpose', [byChannel], { perm: [1, 0, 2] });
  return graph.reshape(byPosition, [positions * outer, width * inner]);
}

/** The adjoint of {@link spreadKernel}, [P·C, J·P·D] → [C, K·D]: sums the copies. */
export function foldKernel(graph: GraphBuilder, spread: string, sizes: BlockKernel): string {
  const { outer, kernel, inner, positions } = sizes;
  if (positions === 1) return spread;
  const width = blocksReached(sizes) * positions;
  const byPosition = graph.reshape(spread, [positions, outer, width * inner]);
  const byChannel = graph.node('Transpose', [byPosition], { perm: [1, 0, 2] });
  const indices = Int32Array.from({ length: kernel * positions }, (_, i) => {
    const p = i % positions;
    return p * width + p + Math.floor(i / positions);
  });
  const rows = { length: positions * width, channels: inner };
  const copies = gatherRows(graph, byChannel, rows, indices);
  return graph.sumOver(graph.reshape(copies, [outer, kernel, positions, inner]), 2);
}

/**
 * Each sample's numbers as rows of another extent, [B·L, C] → [B·L′, C′]: filled up with zeros, or
 * cut, at its end.
 */
export function refit(graph: GraphBuilder, tensor: string, from: Extent, to: Extent): string {
  if (from.channels === to.channels && from.length === to.length) return tensor;
  const [have, want] = [from, to].map(({ length, channels }) => length * channels) as [
    number,
    number,
  ];
  if (have === want) return graph.reshape(tensor, [-1, to.channels]);
  const samples = graph.reshape(tensor, [-1, have]);
  const fitted =
    want > have
      ? graph.node('Pad', [samples, graph.integers([0, 0, 0, want - have]), graph.scalar(0)])
      : graph.slice(samples, 1, 0, want);
  return graph.reshape(fitted, [-1, to.channels]);
}
