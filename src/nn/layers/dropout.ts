import type { DropoutSpec } from '../gradientGraph.ts';
import type { Tape, Value } from '../tape.ts';

/**
 * Inverted dropout, y = mask·x/(1 − p); the factor stays pending. The mask is the graph's input
 * that `spec` names.
 *
 * Gradient: dx = mask·dy.
 */
export function dropout(
  tape: Tape,
  x: Value,
  { input, p }: Omit<DropoutSpec, 'rows' | 'channels'>,
): Value {
  const { graph } = tape;
  const mask = graph.cast(graph.input(input, 'uint8', [`${input}_rows`, x.channels]), 'float32');
  const output = { ...x, name: graph.multiply(x.name, mask), scale: x.scale / (1 - p) };
  return tape.record(output, (dy) => tape.addGradient(x, graph.multiply(dy, mask)));
}
