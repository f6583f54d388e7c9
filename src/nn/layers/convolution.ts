/**
 * @file The two products that convolutions are made of. A convolution takes the first forward and
 * the second backward; a transposed convolution the other way round.
 */
import type { GraphBuilder } from '../onnx/graphBuilder.ts';
import { gatherRows } from './gatherRows.ts';
import { type Window, windowPositions, windowsByPhase } from './window.ts';

// B batch, L positions, T windows, K kernel, C channels at positions, D channels at windows

/** Extent of a tensor [B·length, channels]. */
interface Extent {
  readonly length: number;
  readonly channels: number;
}

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
  const { windows: reaching, phases, taps, start } = windowsByPhase(length, window);
  const gathered = gatherRows(graph, tensor, windows, reaching);
  const columns = taps === 1 ? gathered : graph.reshape(gathered, [-1, taps * windows.channels]);
  const byPhase = weightByPhase(graph, weight, [windows.channels, kernel, channels], stride);
  const sum = graph.node('Gemm', [columns, byPhase], { alpha: { float: factor } });
  if (phases * stride === length) {
    return stride === 1 ? sum : graph.reshape(sum, [-1, channels]);
  }
  const all = graph.reshape(sum, [-1, phases * stride, channels]);
  const bounds = [[start], [start + length], [1]].map((bound) => graph.integers(bound));
  return graph.reshape(graph.node('Slice', [all, ...bounds]), [-1, channels]);
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
