import { expect, test } from 'vitest';
import { openRowLoss, rowLossGradientError } from '../../../test/rowLoss.ts';
import { adversarialLoss } from './adversarialLoss.ts';

// softplus(−2) = 0.126928011042972, softplus(1.5) = 1.701413277982752.
test.each([
  { a: -2, target: 0, loss: 0.126928011042972 },
  { a: -2, target: 1, loss: 2.126928011042972 },
  { a: 1.5, target: 0.9, loss: 1.701413277982752 - 1.35 },
  { a: 0, target: 0.3, loss: Math.LN2 },
  { a: 800, target: 1, loss: 0 },
  { a: 800, target: 0, loss: 800 },
  { a: -800, target: 1, loss: 800 },
])('of a = $a for target $target', async ({ a, target, loss }) => {
  const run = await openRowLoss(adversarialLoss, 1, 1);
  const { losses, dl } = await run([a], [target], [2]);
  expect(losses![0]).toBeCloseTo(loss, 12);
  // w·(σ(a) − t)
  expect(dl![0]).toBeCloseTo(2 * (1 / (1 + Math.exp(-a)) - target), 12);
});

test('each row has its weight, and a pending scale is kept', async () => {
  const run = await openRowLoss(adversarialLoss, 1, 1.5);
  const error = await rowLossGradientError(run, [0.4, -1.1, 2.2], [1, 0, 0.2], [0.5, 2, 1]);
  expect(error).toBeLessThan(1e-8);
});
