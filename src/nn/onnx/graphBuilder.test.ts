import { expect, test } from 'vitest';
import { openGraph } from '../../../test/runGraph.ts';
import { GraphBuilder } from './graphBuilder.ts';

test('a graph runs in ONNX Runtime with every kind of attribute and constant', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float32', ['B', 2]);
  const leaky = graph.node('LeakyRelu', [x], { alpha: { float: 0.5 } });
  const transposed = graph.node('Transpose', [leaky], { perm: [1, 0] });
  const shifted = graph.add(transposed, graph.constant('float32', [2, 1], [10, 20]));
  const picked = graph.node('Gather', [shifted, graph.constant('int32', [1], [1])], { axis: 0 });
  graph.output('y', 'float32', ['C', 'B'], graph.reshape(picked, [-1, 1]));
  const run = await openGraph(graph.build());
  const { y } = await run({ x: [Float32Array.of(1, -2, 3, -4, 5, -6), [3, 2]] });
  // Second channel, negative ones halved, plus 20.
  expect(Array.from(y!)).toEqual([19, 18, 17]);
});

test('outputs that are not wanted are left out', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float32', [1, 2]);
  const inputs = [x, graph.constant('float32', [2], [1, 1])];
  const attributes = { axis: -1, epsilon: { float: 0 } };
  const outputs = graph.nodeWithOutputs('LayerNormalization', inputs, attributes, [
    true,
    false,
    true,
  ]);
  expect(outputs[1]).toBe('');
  graph.output('inverse', 'float32', [1, 1], outputs[2]!);
  const run = await openGraph(graph.build());
  // (1, 5): deviation 2.
  expect((await run({ x: [Float32Array.of(1, 5), [1, 2]] })).inverse![0]).toBeCloseTo(0.5, 6);
});

test('equal constants are stored once; type and shape distinguish', () => {
  const graph = new GraphBuilder();
  const first = graph.constant('float32', [2], [1, 2]);
  expect(graph.constant('float32', [2], Float32Array.of(1, 2))).toBe(first);
  expect(graph.constant('float32', [2, 1], [1, 2])).not.toBe(first);
  expect(graph.constant('int64', [2], [1, 2])).not.toBe(first);
});

test('a factor of 1 costs nothing', () => {
  const graph = new GraphBuilder();
  expect(graph.scale('x', 1)).toBe('x');
});

test('nodes and constants that no output needs are left out', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float32', [2]);
  const doubled = graph.scale(x, 2);
  const unused = graph.node('Exp', [graph.scale(doubled, 7)]);
  graph.output('y', 'float32', [2], graph.add(doubled, graph.scalar(1)));
  const bytes = graph.build();
  const text = Buffer.from(bytes).toString('latin1');
  expect(text).toContain(doubled);
  expect(text).not.toContain(unused);
  const lean = new GraphBuilder();
  const sameX = lean.input('x', 'float32', [2]);
  lean.output('y', 'float32', [2], lean.add(lean.scale(sameX, 2), lean.scalar(1)));
  expect(bytes.length - lean.build().length).toBeLessThan(10);
  const { y } = await (await openGraph(bytes))({ x: [Float32Array.of(1, 5), [2]] });
  expect(Array.from(y!)).toEqual([3, 11]);
});

test('a slice takes a part of one axis', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float32', [2, 3]);
  graph.output('y', 'float32', [2, 2], graph.slice(x, 1, 1, 3));
  const { y } = await (await openGraph(graph.build()))({
    x: [Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]],
  });
  expect(Array.from(y!)).toEqual([2, 3, 5, 6]);
});
