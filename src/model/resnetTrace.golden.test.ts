import { expect, test } from 'vitest';
import { Float64Graph } from '../../test/float64Graph.ts';
import {
  GOLDEN_ROWS,
  goldenParameters,
  goldenPatterns,
  goldens,
  l2,
  relativeDifference,
} from '../../test/goldenNetwork.ts';
import { openGraph } from '../../test/runGraph.ts';
import { softmax } from '../math/index.ts';
import { add, gelu, globalMaxPool, type Network, Tape, type Value } from '../nn/index.ts';
import { fromTorchLayout } from './layout.ts';
import { resnet } from './resnetLayers.ts';
import { resolveResNetOptions } from './resnetOptions.ts';

// Numbers: test/fixtures/model-goldens.json, PyTorch 1.13 in float64; see its "source".

/** The values after the stem, its pool, each block and the global maximum. */
function recordTrace(tape: Tape, x: Value, stemMaxPool: boolean) {
  const applied: { readonly layer: unknown; readonly value: Value }[] = [];
  const net: Network<Value> = {
    apply(layer, ...inputs) {
      const value = tape.apply(layer, ...inputs);
      applied.push({ layer, value });
      return value;
    },
  };
  const logits = resnet(net, x, resolveResNetOptions({ classes: 14, stemMaxPool, dropout: 0 }));
  const stem = applied.findIndex(({ layer }) => layer === gelu);
  const trace = applied.filter(
    ({ layer }, i) =>
      i === stem ||
      (stemMaxPool && i === stem + 1) ||
      applied[i - 1]?.layer === add ||
      layer === globalMaxPool,
  );
  return { logits, trace: trace.map(({ value }) => value) };
}

/** True values of the trace and logits, in float64. */
async function runTrace(stemMaxPool: boolean, inputLength: number) {
  const graph = new Float64Graph();
  const tape = new Tape(graph, graph.input('params', 'float32', ['N']));
  const rows = graph.reshape(graph.input('x', 'float32', ['B', inputLength]), [-1, 1]);
  const x = { name: rows, length: inputLength, channels: 1, scale: 1, tracked: false };
  const { logits, trace } = recordTrace(tape, x, stemMaxPool);
  graph.output('logits', 'float32', ['B', 14], logits.name);
  trace.forEach(({ name, channels, scale }, i) => {
    graph.output(`trace${i}`, 'float32', ['R', channels], graph.scale(name, scale));
  });
  const run = await openGraph(graph.build(), true);
  const params = fromTorchLayout(goldenParameters(tape.parameters), tape.parameters);
  const outputs = await run({
    params: [params, [params.length]],
    x: [goldenPatterns(inputLength), [GOLDEN_ROWS, inputLength]],
  });
  const values = trace.map((value, i) => ({ ...value, data: outputs[`trace${i}`]! }));
  return { logits: outputs.logits!, trace: values };
}

test.each([
  { form: 'without pool', stemMaxPool: false, golden: goldens.withoutPool },
  { form: 'with stem max pool', stemMaxPool: true, golden: goldens.withStemMaxPool },
])('every part of the network holds what PyTorch has, $form', async ({ stemMaxPool, golden }) => {
  const { trace, logits } = await runTrace(stemMaxPool, 3041);
  expect(trace).toHaveLength(golden.trace.length);
  golden.trace.forEach((expected, i) => {
    const { data, channels, length } = trace[i]!;
    expect(l2(data) / expected.l2).toBeCloseTo(1, 12);
    const sum = Array.from(data).reduce((total, value) => total + value, 0);
    expect(sum / expected.sum).toBeCloseTo(1, 10);
    // The first five of PyTorch's order, [C, L] in a row.
    const first5 = expected.first5.map((_, k) => {
      return data[(k % length) * channels + Math.floor(k / length)]!;
    });
    expect(relativeDifference(first5, expected.first5)).toBeLessThan(1e-10);
  });
  expect(relativeDifference(logits, golden.logits.flat())).toBeLessThan(1e-11);
});

test('softmax of these logits is that of PyTorch', () => {
  const { logits, softmax: expected } = goldens.withoutPool;
  const probabilities = logits.flatMap((row) => Array.from(softmax(row)));
  expect(relativeDifference(probabilities, expected.flat())).toBeLessThan(1e-12);
});

test('patterns of 3042 points have the logits of PyTorch', async () => {
  const { logits } = await runTrace(false, 3042);
  expect(relativeDifference(logits, goldens.length3042.logits.flat())).toBeLessThan(1e-11);
});
