/**
 * @file The two products that convolutions are made of. A convolution takes the first forward and
 * the second backward; a transposed convolution the other way round.
 */
import type { GraphBuilder } from '../onnx/graphBuilder.ts';
import { type Extent, gatherRows } from './gatherRows.ts';
import { type Window, windowPositions, windowsByPhase } from './window.ts';

// B batch, L positions, T windows, K kernel, C channels at positions, D channels at windows

/** The windows of each sample as rows, [B·L, C] → [B·T, K·C]; zeros outside. */
export function windowColumns(
  graph: GraphBuilder,
  tensor: string,
  positions: Extent,
  window: Window,
): string {
  const { length, channels } = positions;
  const gathered = gatherRows(graph, tensor, positions, windowPositions(length, window));
  return window.kernel === 1 ? gathered : graph.reshape(gathered, [-1, window.kernel * channels]);
}

/**
 * Overlap-add, [B·T, D] → [B·L, C]: window t adds its D numbers times `weight` [D, K·C] to the
 * positions that it covers, x[u] = factor · Σ_j W[:, j·s + r, :]ᵀ · y[q − j] with u + p = q·s + r.
 *
 * For each q the J = ⌈K/s⌉ windows that reach it, times the weights ordered by phase,
 * [B·Q, J·D] · [J·D, s·C], gives s positions at once.
 */
export function overlapAdd(
  graph: GraphBuilder,
  tensor: string,
  windows: Extent,
  weight: string,
  positions: Extent & { readonly factor: number },
  window: Window,
): string {
  const { length, channels, factor } = positions;
  const { kernel, stride } = window;
  if (channels === 1 && stride === 1) {
    return shearedSum(graph, tensor, windows, weight, positions, window);
  }
  const { windows: reaching, phases, taps, start } = windowsByPhase(length, window);
  const gathered = gatherRows(graph, tensor, windows, reaching);
  const columns = taps === 1 ? gathered : graph.reshape(gathered, [-1, taps * windows.channels]);
  const byPhase = weightByPhase(graph, weight, [windows.channels, kernel, channels], stride);
  const sum = graph.node('Gemm', [columns, byPhase], { alpha: { float: factor } });
  if (phases * stride === length) {
    return stride === 1 ? sum : graph.reshape(sum, [-1, channels]);
  }
  const all = graph.reshape(sum, [-1, phases * stride, channels]);
  return graph.reshape(graph.slice(all, 1, start, start + length), [-1, channels]);
}

/**
 * Overlap-add to one channel at stride 1, x[u] = Σ_k P[u + p − k, k] with P = y·W of shape [T, K]:
 * as rows of K taps, each one place further right than the last. Padded to T + K numbers a row and
 * read again as rows of T + K − 1, they lie so. Copies K numbers a position instead of K·D: a tenth
 * of the time at K = 13, D = 32.
 */
function shearedSum(
  graph: GraphBuilder,
  tensor: string,
  windows: Extent,
  weight: string,
  positions: Extent & { readonly factor: number },
  { kernel, padding }: Window,
): string {
  const width = windows.length + kernel;
  const alpha = { float: positions.factor };
  const products = graph.node('Gemm', [tensor, weight], { alpha });
  const taps = graph.reshape(products, [-1, windows.length, kernel]);
  const byTap = graph.node('Transpose', [taps], { perm: [0, 2, 1] });
  const ends = graph.integers([0, 0, 0, 0, 0, kernel]);
  const padded = graph.node('Pad', [byTap, ends, graph.scalar(0)]);
  const inOne = graph.reshape(padded, [-1, kernel * width]);
  const rows = graph.slice(inOne, 1, 0, kernel * (width - 1));
  const sum = graph.sumOver(graph.reshape(rows, [-1, kernel, width - 1]), 1);
  const cut = padding === 0 ? sum : graph.slice(sum, 1, padding, padding + positions.length);
  return graph.reshape(cut, [-1, 1]);
}

/** [D, K·C] → [J·D, s·C], the kernel filled up with zeros to J·s elements. */
function weightByPhase(
  graph: GraphBuilder,
  weight: string,
  [outer, kernel, inner]: readonly [number, number, number],
  stride: number,
): string {
  const taps = Math.ceil(kernel / stride);
  if (taps === 1 && kernel === stride) return weight;
  let padded = weight;
  if (taps * stride !== kernel) {
    const missing = graph.integers([0, 0, 0, (taps * stride - kernel) * inner]);
    padded = graph.node('Pad', [weight, missing, graph.scalar(0)]);
  }
  if (taps === 1) return padded;
  const split = graph.reshape(padded, [outer, taps, stride * inner]);
  const transposed = graph.node('Transpose', [split], { perm: [1, 0, 2] });
  return graph.reshape(transposed, [taps * outer, stride * inner]);
}
