import type { GraphBuilder } from '../onnx/graphBuilder.ts';
import { convWeight } from '../parameters.ts';
import type { Output, Tape, Value } from '../tape.ts';
import { gatherRows } from './gatherRows.ts';
import { type Window, windowCount, windowPositions, windowsByPhase } from './window.ts';

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
 * Gradients: dW = dYᵀ·X; for dx see {@link dataGradient}.
 */
export function conv1d(tape: Tape, x: Value, name: string, options: Conv1dOptions): Value {
  const { channels, kernel, stride = 1, padding = 0 } = options;
  const { graph } = tape;
  const window = { kernel, stride, padding };
  const fanIn = kernel * x.channels;
  const weight = tape.parameter(convWeight(name, [channels, x.channels, kernel]));
  const matrix = graph.reshape(weight, [channels, fanIn]);
  const alpha = { float: x.scale };
  const gathered = gatherRows(graph, x.name, x, windowPositions(x.length, window));
  const columns = kernel === 1 ? gathered : graph.reshape(gathered, [-1, fanIn]);
  const output = {
    name: graph.node('Gemm', [columns, matrix], { transB: 1, alpha }),
    length: windowCount(x.length, window),
    channels,
  };
  return tape.record(output, (dy) => {
    const dw = graph.node('Gemm', [dy, columns], { transA: 1, alpha });
    tape.addParameterGradient(`${name}.weight`, dw);
    if (x.tracked) tape.addGradient(x, dataGradient(graph, dy, matrix, x, output, window));
  });
}

/**
 * dx[u] = Σ_j W[:, j·s + r, :]ᵀ · dy[q − j] with u + p = q·s + r: for each q the J = ⌈K/s⌉ windows
 * that reach it, times the weights ordered by phase, [B·Q, J·Co] · [J·Co, s·Ci], gives s positions
 * at once.
 */
function dataGradient(
  graph: GraphBuilder,
  dy: string,
  weight: string,
  x: Value,
  y: Output,
  window: Window,
): string {
  const { kernel, stride } = window;
  const { windows, phases, taps, start } = windowsByPhase(x.length, window);
  const gathered = gatherRows(graph, dy, y, windows);
  const columns = taps === 1 ? gathered : graph.reshape(gathered, [-1, taps * y.channels]);
  const byPhase = weightByPhase(graph, weight, [y.channels, kernel, x.channels], stride);
  const dx = graph.node('Gemm', [columns, byPhase], { alpha: { float: x.scale } });
  if (phases * stride === x.length) {
    return stride === 1 ? dx : graph.reshape(dx, [-1, x.channels]);
  }
  const positions = graph.reshape(dx, [-1, phases * stride, x.channels]);
  const bounds = [[start], [start + x.length], [1]].map((bound) => graph.integers(bound));
  return graph.reshape(graph.node('Slice', [positions, ...bounds]), [-1, x.channels]);
}

/** [Co, K·Ci] → [J·Co, s·Ci], the kernel filled up with zeros to J·s elements. */
function weightByPhase(
  graph: GraphBuilder,
  weight: string,
  [outputs, kernel, inputs]: readonly [number, number, number],
  stride: number,
): string {
  const taps = Math.ceil(kernel / stride);
  if (taps === 1 && kernel === stride) return weight;
  let padded = weight;
  if (taps * stride !== kernel) {
    const missing = graph.integers([0, 0, 0, (taps * stride - kernel) * inputs]);
    padded = graph.node('Pad', [weight, missing, graph.scalar(0)]);
  }
  if (taps === 1) return padded;
  const split = graph.reshape(padded, [outputs, taps, stride * inputs]);
  const transposed = graph.node('Transpose', [split], { perm: [1, 0, 2] });
  return graph.reshape(transposed, [taps * outputs, stride * inputs]);
}
