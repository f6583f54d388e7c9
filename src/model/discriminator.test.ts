import { expect, test } from 'vitest';
import { relativeDifference } from '../../test/goldenNetwork.ts';
import { openGraph } from '../../test/runGraph.ts';
import { createRng } from '../random/index.ts';
import {
  criticGraph,
  discriminatorGradientGraph,
  discriminatorParameters,
} from './discriminator.ts';
import { initialParameters } from './initialParameters.ts';
import { resnetForwardGraph, resnetParameters } from './resnet.ts';

const SMALL = {
  classes: 3,
  inputLength: 40,
  dropout: 0,
  stem: { channels: 4, kernel: 5 },
  groups: [{ channels: 4, kernel: 3, stride: 2 }],
};
const HEADS = ['classes', 'separate'] as const;
const ROWS = 4;

/** Both graphs on one batch: two labelled rows, an unlabelled and a generated one. */
async function runBoth(
  adversarialHead: (typeof HEADS)[number],
  change = { row: 0, point: 0, by: 0 },
) {
  const options = { ...SMALL, adversarialHead };
  const gradient = discriminatorGradientGraph(options);
  const params = initialParameters(gradient.parameters, createRng(1));
  const rng = createRng(2);
  const x = Float32Array.from({ length: ROWS * 40 }, () => rng.uniform());
  x[change.row * 40 + change.point]! += change.by;
  const shared = {
    params: [params, [params.length]],
    x: [x, [ROWS, 40]],
    adversarialTarget: [Float32Array.of(0.5, 0.5, 0.9, 0.1), [ROWS, 1]],
    rowWeights: [Float32Array.of(0.5, 0, 0.5, 0, 0, 2, 0, 1), [ROWS, 2]],
  } as const;
  const target = Float32Array.of(1, 0, 0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 0);
  const discriminator = await openGraph(gradient.bytes);
  const critic = await openGraph(criticGraph(options).bytes);
  return {
    params,
    x,
    whole: await discriminator({ ...shared, target: [target, [ROWS, 3]] }),
    critic: await critic(shared),
  };
}

test('the parameters are those of the classifier; a head of its own comes last', () => {
  const classifier = resnetParameters(SMALL);
  expect(discriminatorParameters({ ...SMALL, adversarialHead: 'classes' })).toEqual(classifier);
  const separate = discriminatorParameters({ ...SMALL, adversarialHead: 'separate' });
  expect(separate.slice(0, -2)).toEqual(classifier);
  expect(separate.slice(-2).map(({ name, shape }) => [name, shape])).toEqual([
    ['adv.weight', [1, 4]],
    ['adv.bias', [1]],
  ]);
});

// test/fixtures/model-goldens.json: 65 more than without `adv`.
test('the paper’s network with a separate head has 641,071 parameters', () => {
  const { parameterCount } = discriminatorGradientGraph({
    classes: 14,
    adversarialHead: 'separate',
  });
  expect(parameterCount).toBe(641071);
});

test.each(HEADS)('the logits are those of the forward graph (%s)', async (head) => {
  const { params, x, whole } = await runBoth(head);
  const count = resnetParameters(SMALL).reduce((sum, { size }) => sum + size, 0);
  const forward = await openGraph(resnetForwardGraph(SMALL, params.slice(0, count)).bytes);
  const { logits } = await forward({ x: [x, [ROWS, 40]] });
  expect(relativeDifference(whole.logits!, logits!)).toBeLessThan(1e-5);
});

test.each(HEADS)('critic and discriminator give the same adversarial loss (%s)', async (head) => {
  const { whole, critic } = await runBoth(head);
  expect(relativeDifference(critic.adversarialLogit!, whole.adversarialLogit!)).toBeLessThan(1e-6);
  const adversarial = Array.from({ length: ROWS }, (_, row) => whole.losses![2 * row + 1]!);
  expect(relativeDifference(critic.losses!, adversarial)).toBeLessThan(1e-6);
});

test.each(HEADS)('a row without a label has no cross entropy (%s)', async (head) => {
  const { whole } = await runBoth(head);
  const entropies = Array.from({ length: ROWS }, (_, row) => whole.losses![2 * row]!);
  expect(entropies[0]).toBeGreaterThan(0);
  expect(entropies.slice(2).map(Math.abs)).toEqual([0, 0]);
});

test.each(HEADS)('the critic’s gradient is the slope of the weighted loss (%s)', async (head) => {
  const { critic } = await runBoth(head);
  // Rows 0 and 1 have no adversarial weight.
  expect(Array.from(critic.inputGradient!.subarray(0, 80)).every((slope) => slope === 0)).toBe(
    true,
  );
  const STEP = 2e-3;
  const slopes = await Promise.all(
    [3, 17, 29].map(async (point) => {
      const above = await runBoth(head, { row: 2, point, by: STEP });
      const below = await runBoth(head, { row: 2, point, by: -STEP });
      return (2 * (above.critic.losses![2]! - below.critic.losses![2]!)) / (2 * STEP);
    }),
  );
  const given = [3, 17, 29].map((point) => critic.inputGradient![80 + point]!);
  // Differences of float32 losses are known to 1e-4 at best.
  expect(relativeDifference(given, slopes)).toBeLessThan(0.02);
});

test('the critic leaves out the gradient of every parameter', () => {
  const options = { classes: 14, adversarialHead: 'separate' } as const;
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  const products = (bytes: Uint8Array) => text(bytes).match(/Gemm_\d+/g)?.length ?? 0;
  const [critic, whole] = [criticGraph(options), discriminatorGradientGraph(options)];
  expect(products(critic.bytes)).toBeLessThan(products(whole.bytes) * 0.75);
  expect(text(critic.bytes)).not.toContain('grad');
});
