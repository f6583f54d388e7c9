import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AdamOptions, adamStep, newAdamState } from './adam.ts';

/** One parameter led through gradients; its value after each step. */
function walk(start: number, gradients: readonly number[], rate: number, options?: AdamOptions) {
  const state = newAdamState(1);
  const parameter = Float32Array.of(start);
  return gradients.map((g) => {
    adamStep(state, parameter, Float32Array.of(g), rate, options);
    return parameter[0]!;
  });
}

/** torch.optim.AdamW as its documentation spells it, in float64: decay, moments, correction, step. */
function documented(
  start: number,
  gradients: readonly number[],
  rate: number,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 }: AdamOptions,
) {
  let [theta, m, v] = [start, 0, 0];
  return gradients.map((g, i) => {
    const t = i + 1;
    theta -= rate * weightDecay * theta;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g ** 2;
    const mHat = m / (1 - beta1 ** t);
    const vHat = v / (1 - beta2 ** t);
    theta -= (rate * mHat) / (Math.sqrt(vHat) + epsilon);
    return theta;
  });
}

describe('a step', () => {
  test('by hand: gradients 1, −1, 0', () => {
    // m̂ = 1, −0.01/0.19, −0.009/0.271; v̂ = 1, 1, 0.001·(0.999² + 0.999)/(1 − 0.999³) = 0.666333.
    const [first, second, third] = walk(1, [1, -1, 0], 0.1);
    expect(first).toBeCloseTo(0.9, 7);
    expect(second).toBeCloseTo(0.9 + 0.1 * (0.01 / 0.19), 7);
    const vHat = 1.997001e-3 / 2.997001e-3;
    expect(third).toBeCloseTo(second! + (0.1 * (0.009 / 0.271)) / Math.sqrt(vHat), 7);
  });

  const gradient = fc.double({ min: -10, max: 10, noNaN: true });
  const options = fc.record({
    beta1: fc.double({ min: 0, max: 0.95, noNaN: true }),
    beta2: fc.double({ min: 0.9, max: 0.9999, noNaN: true }),
    epsilon: fc.double({ min: 1e-8, max: 1, noNaN: true }),
    weightDecay: fc.double({ min: 0, max: 0.5, noNaN: true }),
  });

  test('follows the formula of PyTorch’s documentation', () => {
    const gradients = fc.array(gradient, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(gradients, options, (list, choice) => {
        const singles = list.map(Math.fround);
        const expected = documented(1, singles, 0.01, choice);
        walk(1, singles, 0.01, choice).forEach((value, i) => {
          expect(Math.abs(value - expected[i]!)).toBeLessThan(3e-6);
        });
      }),
    );
  });

  test('along a constant gradient is one learning rate, whatever its size', () => {
    for (const g of [1e-3, 1, 1e3]) {
      walk(0, Array(10).fill(-g), 0.01).forEach((value, i) => {
        expect(value).toBeCloseTo(0.01 * (i + 1), 5);
      });
    }
  });

  test('treats each parameter by itself', () => {
    const state = newAdamState(3);
    const parameters = Float32Array.of(1, 2, 3);
    for (const g of [0.5, -2, 0.1]) {
      adamStep(state, parameters, Float32Array.of(g, 0, 10 * g), 0.1);
    }
    expect(parameters[0]).toBe(walk(1, [0.5, -2, 0.1], 0.1).at(-1));
    expect(parameters[1]).toBe(2);
    expect(parameters[2]).toBe(walk(3, [5, -20, 1], 0.1).at(-1));
    expect(state.steps).toBe(3);
  });
});

test('with no gradient the decoupled decay shrinks by 1 − ηλ a step', () => {
  const values = walk(2, Array(50).fill(0), 0.1, { weightDecay: 0.2 });
  values.forEach((value, i) => {
    expect(value / (2 * 0.98 ** (i + 1))).toBeCloseTo(1, 5);
  });
});

test('the decay does not enter the moments', () => {
  const run = (weightDecay: number) => {
    const state = newAdamState(1);
    adamStep(state, Float32Array.of(5), Float32Array.of(0.3), 0.1, { weightDecay });
    return state;
  };
  expect(run(0.5)).toEqual(run(0));
});
