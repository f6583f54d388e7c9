import { expect, test } from 'vitest';
import { openGraph } from '../../test/runGraph.ts';
import { linear } from './layers/linear.ts';
import { GraphBuilder } from './onnx/graphBuilder.ts';
import { Tape, type Value } from './tape.ts';

function newTape() {
  const graph = new GraphBuilder();
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const name = graph.input('x', 'float32', ['B', 2]);
  const x: Value = { name, length: 1, channels: 2, scale: 1, tracked: true };
  return { graph, tape, x };
}

test('parameters follow each other in the flat vector', () => {
  const { tape, x } = newTape();
  tape.apply(linear('second', 1), tape.apply(linear('first', 3), x));
  const places = tape.parameters.map(({ name, offset, size }) => [name, offset, size]);
  expect(places).toEqual([
    ['first.weight', 0, 6],
    ['first.bias', 6, 3],
    ['second.weight', 9, 3],
    ['second.bias', 12, 1],
  ]);
  expect(tape.parameterCount).toBe(13);
});

test('the parameter gradient has the order of the parameters', async () => {
  const { graph, tape, x } = newTape();
  const y = tape.apply(linear('linear', 1), x);
  tape.addGradient(y, graph.constant('float32', [1, 1], [2]));
  tape.backward();
  graph.output('grad', 'float32', [3], tape.parameterGradient());
  const run = await openGraph(graph.build());
  const { grad } = await run({
    params: [Float32Array.of(7, 8, 9), [3]],
    x: [Float32Array.of(3, 4), [1, 2]],
  });
  // d(2·(w·x + b)): 2·x for w, 2 for b.
  expect(Array.from(grad!)).toEqual([6, 8, 2]);
});

test('a value that leads to no loss has no gradient, and its layer emits none', () => {
  const { tape, x } = newTape();
  const y = tape.apply(linear('linear', 1), x);
  tape.backward();
  expect(() => tape.gradient(y)).toThrow('received no gradient');
  expect(() => tape.parameterGradient()).toThrow('linear.weight received no gradient');
});
