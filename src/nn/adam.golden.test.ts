import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { Float64Graph } from '../../test/float64Graph.ts';
import {
  GOLDEN_ROWS,
  goldenParameters,
  goldenPatterns,
  goldens,
  l2,
  oneHot,
  relativeDifference,
} from '../../test/goldenNetwork.ts';
import { openGraph } from '../../test/runGraph.ts';
import { fromTorchLayout, resnetGradientGraph, toTorchLayout } from '../model/index.ts';
import { type AdamOptions, adamStep, newAdamState } from './adam.ts';
import type { GradientGraph } from './gradientGraph.ts';

interface AdamGolden {
  readonly settings: Required<AdamOptions> & {
    readonly learningRate: number;
    readonly steps: number;
  };
  /** Before each step and after the last. */
  readonly losses: readonly number[];
  readonly parameters: readonly {
    readonly name: string;
    readonly l2: number;
    readonly first5: readonly number[];
  }[];
  readonly logits: readonly (readonly number[])[];
}

// Numbers: test/fixtures/adam-goldens.json, PyTorch 1.13 in float64; see its "source".
const golden: AdamGolden = JSON.parse(
  readFileSync(new URL('../../test/fixtures/adam-goldens.json', import.meta.url), 'utf8'),
);

/** Gradients in float64, which Adam's signs hang on; parameters and moments in float32 as ever. */
async function takeSteps({ bytes, parameters: specs, parameterCount, inputLength }: GradientGraph) {
  const { learningRate, steps, ...options } = golden.settings;
  const run = await openGraph(bytes, true);
  const x = goldenPatterns(inputLength);
  const target = oneHot(goldens.labels, 14);
  const parameters = Float32Array.from(fromTorchLayout(goldenParameters(specs), specs));
  const state = newAdamState(parameterCount);
  const losses: number[] = [];
  for (let step = 0; ; step++) {
    const { loss, logits, grad } = await run({
      params: [Float64Array.from(parameters), [parameterCount]],
      x: [x, [GOLDEN_ROWS, inputLength]],
      target: [target, [GOLDEN_ROWS, 14]],
      weight: [Float64Array.of(1 / GOLDEN_ROWS), []],
    });
    losses.push(loss![0]!);
    if (step === steps) return { losses, logits: logits!, torch: toTorchLayout(parameters, specs) };
    adamStep(state, parameters, Float32Array.from(grad!), learningRate, options);
  }
}

const graph = resnetGradientGraph({ classes: 14, dropout: 0 }, new Float64Graph());
let run: Awaited<ReturnType<typeof takeSteps>>;
beforeAll(async () => {
  run = await takeSteps(graph);
});

// The network is so curved that rounding its parameters to float32 moves the losses by 1.3e-4.
test('three steps take the losses and the logits where PyTorch has them', () => {
  expect(run.losses).toHaveLength(golden.losses.length);
  expect(relativeDifference(run.losses, golden.losses)).toBeLessThan(3e-4);
  expect(relativeDifference(run.logits, golden.logits.flat())).toBeLessThan(5e-3);
});

test('three steps take every parameter where PyTorch has it', () => {
  const { learningRate } = golden.settings;
  graph.parameters.forEach(({ name, offset, size }, t) => {
    const expected = golden.parameters[t]!;
    expect(name).toBe(expected.name);
    const part = run.torch.subarray(offset, offset + size);
    expect(Math.abs(l2(part) / expected.l2 - 1)).toBeLessThan(1e-5);
    // A step moves a parameter by up to one learning rate; measured: 0.8 % of it.
    expected.first5.forEach((p, i) => {
      expect(Math.abs(part[i]! - p)).toBeLessThan(0.02 * learningRate);
    });
  });
});
