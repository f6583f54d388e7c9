import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learningRateAt } from './learningRate.ts';

const schedule = { learningRate: 2e-3, finalLearningRate: 1e-5, warmUpSteps: 20 };
const rates = (steps: number, s = schedule) =>
  Array.from({ length: steps }, (_, step) => learningRateAt(step, steps, s));

describe('the learning rate', () => {
  test('rises linearly to its height in the warm-up', () => {
    const all = rates(1000);
    for (let step = 0; step < 20; step++) {
      expect(all[step]).toBeCloseTo((2e-3 * (step + 1)) / 20, 12);
    }
    expect(all[20]).toBe(2e-3);
  });

  test('falls by a half cosine to its end', () => {
    const all = rates(1021);
    // Half-way (20 + 500) it is the mean, at a quarter (20 + 250) the share is (1 + cos 45°)/2.
    expect(all[520]).toBeCloseTo((2e-3 + 1e-5) / 2, 10);
    expect(all[270]).toBeCloseTo(1e-5 + (2e-3 - 1e-5) * 0.8535533906, 10);
    expect(all.at(-1)).toBeCloseTo(1e-5, 12);
    for (let step = 21; step < 1021; step++) expect(all[step]).toBeLessThan(all[step - 1]!);
  });

  test('is at its height at once without warm-up', () => {
    expect(learningRateAt(0, 100, { ...schedule, warmUpSteps: 0 })).toBe(2e-3);
  });

  test('warms up for no more than a tenth of a short run', () => {
    const all = rates(50);
    expect(all.indexOf(Math.max(...all))).toBe(4);
    expect(rates(1)).toEqual([2e-3]);
  });
});

test('it has no leaps and stays within its bounds', () => {
  const run = fc.record({
    steps: fc.integer({ min: 1, max: 400 }),
    warmUpSteps: fc.integer({ min: 0, max: 600 }),
    learningRate: fc.double({ min: 1e-5, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(run, ({ steps, warmUpSteps, learningRate }) => {
      const all = rates(steps, { learningRate, finalLearningRate: 0, warmUpSteps });
      expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...all) / learningRate).toBeCloseTo(1, 12);
      const warmUp = Math.min(warmUpSteps, Math.floor(steps / 10));
      const rise = learningRate / Math.max(1, warmUp);
      // The steepest step of a half cosine over n steps is π/2n of its height.
      const fall = (learningRate * Math.PI) / 2 / Math.max(1, steps - 1 - warmUp);
      for (let step = 1; step < steps; step++) {
        const change = all[step]! - all[step - 1]!;
        expect(change).toBeLessThanOrEqual(rise * (1 + 1e-9));
        expect(change).toBeGreaterThanOrEqual(-fall * (1 + 1e-9));
      }
    }),
  );
});
