import { expect, test } from 'vitest';
import { relativeDifference } from '../../test/goldenNetwork.ts';
import { openGraph } from '../../test/runGraph.ts';
import { createRng } from '../random/index.ts';
import { initialParameters } from './initialParameters.ts';
import { fromTorchLayout, toTorchLayout } from './layout.ts';
import { resnetForwardGraph, resnetGradientGraph } from './resnet.ts';

const SMALL = {
  classes: 5,
  inputLength: 101,
  stem: { channels: 4, kernel: 5 },
  groups: [
    { channels: 4, kernel: 3, stride: 2 },
    { channels: 6, kernel: 5, stride: 3 },
  ],
};

// test/fixtures/model-goldens.json, parameterCounts.
test.each([
  [14, 641006],
  [144, 649456],
  [230, 655046],
])('%i classes make %i parameters', (classes, count) => {
  const graph = resnetGradientGraph({ classes });
  expect(graph.parameterCount).toBe(count);
  expect(graph.parameters).toHaveLength(77);
});

test('dropout has a mask for the stem and each main branch, none for shortcuts', () => {
  const { dropouts } = resnetGradientGraph({ classes: 14 });
  expect(dropouts).toHaveLength(17);
  // Lengths of the paper's network: stem 3029, groups 758, 190, 38, 13.
  const rows = [3029, ...[758, 190, 38, 13].flatMap((length) => new Array(4).fill(length))];
  expect(dropouts.map((spec) => spec.rows)).toEqual(rows);
  expect(resnetGradientGraph({ classes: 14, dropout: 0 }).dropouts).toHaveLength(0);
});

test.each([false, true])(
  'both graphs give the same logits (stem max pool %s)',
  async (stemMaxPool) => {
    const options = { ...SMALL, stemMaxPool, dropout: 0 };
    const { bytes, parameters, parameterCount } = resnetGradientGraph(options);
    const params = initialParameters(parameters, createRng(1));
    const rng = createRng(2);
    const x = Float32Array.from({ length: 3 * 101 }, () => rng.uniform());
    const gradient = await openGraph(bytes);
    const forward = await openGraph(resnetForwardGraph(options, params).bytes);
    const recorded = await gradient({
      params: [params, [parameterCount]],
      x: [x, [3, 101]],
      target: [new Float32Array(15).fill(0.2), [3, 5]],
      weight: [Float32Array.of(1), []],
    });
    const { logits } = await forward({ x: [x, [3, 101]] });
    expect(relativeDifference(recorded.logits!, logits!)).toBeLessThan(1e-5);
  },
);

test('micro-batches add up to the batch, masks included', async () => {
  const { bytes, parameters, parameterCount, dropouts } = resnetGradientGraph(SMALL);
  const rng = createRng(3);
  const params = initialParameters(parameters, rng);
  const x = Float32Array.from({ length: 4 * 101 }, () => rng.uniform());
  const masks = dropouts.map(({ rows, channels }) =>
    Float32Array.from({ length: 4 * rows * channels }, () => Number(rng.uniform() > 0.05)),
  );
  const run = await openGraph(bytes);
  const gradientOf = async (first: number, count: number) => {
    const part = (data: Float32Array, width: number) =>
      data.slice(first * width, (first + count) * width);
    const maskInputs = dropouts.map(({ input, rows, channels }, i) => {
      const mask = part(masks[i]!, rows * channels);
      return [input, [mask, [count * rows, channels]]] as const;
    });
    const { grad } = await run({
      params: [params, [parameterCount]],
      x: [part(x, 101), [count, 101]],
      target: [new Float32Array(count * 5).fill(0.2), [count, 5]],
      weight: [Float32Array.of(1 / 4), []],
      ...Object.fromEntries(maskInputs),
    });
    return grad!;
  };
  const [whole, first, second] = [
    await gradientOf(0, 4),
    await gradientOf(0, 3),
    await gradientOf(3, 1),
  ];
  expect(
    relativeDifference(
      first.map((g, i) => g + second[i]!),
      whole,
    ),
  ).toBeLessThan(1e-5);
});

test('initial parameters follow PyTorch’s defaults', () => {
  const { parameters } = resnetGradientGraph({ classes: 14 });
  const flat = initialParameters(parameters, createRng(1));
  expect(relativeDifference(initialParameters(parameters, createRng(1)), flat)).toBe(0);
  const part = (name: string) => {
    const { offset, size } = parameters.find((spec) => spec.name === name)!;
    return flat.subarray(offset, offset + size);
  };
  expect(part('resnet.conv.layer_norm.weight').every((value) => value === 1)).toBe(true);
  expect(part('resnet.conv.layer_norm.bias').every((value) => value === 0)).toBe(true);
  // U(±1/√fanIn): bound 1/√(17·64), standard deviation bound/√3.
  const weight = part('resnet.layer3.1.conv1.conv.weight');
  const bound = 1 / Math.sqrt(17 * 64);
  expect(Math.max(...weight.subarray(0, 5000))).toBeLessThan(bound);
  const deviation = Math.sqrt(weight.reduce((sum, w) => sum + w * w, 0) / weight.length);
  expect(deviation / (bound / Math.sqrt(3))).toBeCloseTo(1, 2);
});

test('PyTorch’s layout and the flat one are permutations of each other', () => {
  const { parameters, parameterCount } = resnetGradientGraph(SMALL);
  const flat = Float32Array.from({ length: parameterCount }, (_, i) => i);
  const torch = toTorchLayout(flat, parameters);
  expect(torch).not.toEqual(flat);
  expect(fromTorchLayout(torch, parameters)).toEqual(flat);
  expect(() => toTorchLayout(flat.subarray(1), parameters)).toThrow(RangeError);
});

test('misuse throws', () => {
  expect(() => resnetGradientGraph({ classes: 0 })).toThrow(RangeError);
  expect(() => resnetGradientGraph({ classes: 14, dropout: 1 })).toThrow(RangeError);
  expect(() => resnetForwardGraph(SMALL, new Float32Array(7))).toThrow(RangeError);
});
