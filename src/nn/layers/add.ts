import type { Tape, Value } from '../tape.ts';

/**
 * Sum of two values of one shape and one pending scale; both receive the gradient of the sum.
 *
 * @throws RangeError when shapes or scales differ.
 */
export function add(tape: Tape, a: Value, b: Value): Value {
  if (a.length !== b.length || a.channels !== b.channels || a.scale !== b.scale) {
    throw new RangeError(`cannot add ${describe(a)} and ${describe(b)}`);
  }
  const output = { ...a, name: tape.graph.add(a.name, b.name) };
  return tape.record(output, (dy) => {
    tape.addGradient(a, dy);
    tape.addGradient(b, dy);
  });
}

const describe = ({ length, channels, scale }: Value) => `${scale} · [B·${length}, ${channels}]`;
