import type { Value } from '../tape.ts';
import type { Layer } from './layer.ts';

/**
 * Sum of two values of one shape and one pending scale; both receive the gradient of the sum.
 *
 * Training throws a RangeError when shapes or scales differ.
 */
export const add: Layer<2> = {
  train(tape, a, b) {
    if (a.length !== b.length || a.channels !== b.channels || a.scale !== b.scale) {
      throw new RangeError(`cannot add ${describe(a)} and ${describe(b)}`);
    }
    const output = { ...a, name: tape.graph.add(a.name, b.name) };
    return tape.record(output, (dy) => {
      tape.addGradient(a, dy);
      tape.addGradient(b, dy);
    });
  },
  infer(writer, a, b) {
    const other = writer.oriented(b, a.channelsLast);
    return { ...a, name: writer.graph.add(a.name, other.name) };
  },
};

const describe = ({ length, channels, scale }: Value) => `${scale} · [B·${length}, ${channels}]`;
