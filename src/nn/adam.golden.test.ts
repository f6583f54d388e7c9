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
import { type AdamOptions, adamStep } from './adam.ts';
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

/** Three steps with everything in float64; parameters in PyTorch's layout. */
async function takeSteps({ bytes, parameters: specs, parameterCount, inputLength }: GradientGraph) {
  const { learningRate, steps, ...options } = golden.settings;
  const run = await openGraph(bytes, true);
  const x = goldenPatterns(inputLength);
  const target = oneHot(goldens.labels, 14);
  const parameters = fromTorchLayout(goldenParameters(specs), specs);
  const zeros = () => new Float64Array(parameterCount);
  const state = { firstMoment: zeros(), secondMoment: zeros(), steps: 0 };
  const losses: number[] = [];
  for (let step = 0; ; step++) {
    const { loss, logits, grad } = await run({
      params: [parameters, [parameterCount]],
      x: [x, [GOLDEN_ROWS, inputLength]],
      target: [target, [GOLDEN_ROWS, 14]],
      weight: [Float64Array.of(1 / GOLDEN_ROWS), []],
    });
    losses.push(loss![0]!);
    if (step === steps) return { losses, logits: logits!, torch: toTorchLayout(parameters, specs) };
    adamStep<Float64Array>(state, parameters, Float64Array.from(grad!), learningRate, options);
  }
}

const graph = resnetGradientGraph({ classes: 14, dropout: 0 }, new Float64Graph());
let run: Awaited<ReturnType<typeof takeSteps>>;
beforeAll(async () => {
  run = await takeSteps(graph);
}, 60_000);

// Rounding of float64 alone moves the losses by up to 3e-11.
test('three steps take the losses and the logits where PyTorch has them', () => {
  expect(run.losses).toHaveLength(golden.losses.length);
  expect(relativeDifference(run.losses, golden.losses)).toBeLessThan(1e-10);
  expect(relativeDifference(run.logits, golden.logits.flat())).toBeLessThan(1e-9);
});

test('three steps take every parameter where PyTorch has it', () => {
  const { learningRate } = golden.settings;
  graph.parameters.forEach(({ name, offset, size }, t) => {
    const expected = golden.parameters[t]!;
    expect(name).toBe(expected.name);
    const part = run.torch.subarray(offset, offset + size);
    expect(Math.abs(l2(part) / expected.l2 - 1)).toBeLessThan(1e-12);
    // A step moves a parameter by up to one learning rate.
    expected.first5.forEach((p, i) => {
      expect(Math.abs(part[i]! - p)).toBeLessThan(1e-6 * learningRate);
    });
  });
});
