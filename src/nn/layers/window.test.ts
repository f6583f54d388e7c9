import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowCount, windowPositions, windowsByPhase } from './window.ts';

// Lengths of the paper's network for 3041 points: stem, stem pool, and the strides of each group.
test.each([
  [3041, { kernel: 13, stride: 1, padding: 0 }, 3029],
  [3029, { kernel: 7, stride: 7, padding: 3 }, 433],
  [3029, { kernel: 5, stride: 4, padding: 2 }, 758],
  [758, { kernel: 7, stride: 4, padding: 3 }, 190],
  [190, { kernel: 17, stride: 5, padding: 8 }, 38],
  [38, { kernel: 13, stride: 3, padding: 6 }, 13],
])('%i positions under %o make %i windows', (length, window, count) => {
  expect(windowCount(length, window)).toBe(count);
});

test('positions outside are marked by the length', () => {
  // Windows (−1, 0, 1) and (1, 2, 3) on 3 positions.
  const window = { kernel: 3, stride: 2, padding: 1 };
  expect(Array.from(windowPositions(3, window))).toEqual([3, 0, 1, 1, 2, 3]);
});

test('windowsByPhase inverts windowPositions', () => {
  const cases = fc.record({
    length: fc.integer({ min: 1, max: 30 }),
    kernel: fc.integer({ min: 1, max: 9 }),
    stride: fc.integer({ min: 1, max: 9 }),
    padding: fc.integer({ min: 0, max: 8 }),
  });
  const property = fc.property(cases, ({ length, ...window }) => {
    fc.pre(length + 2 * window.padding >= window.kernel);
    const { kernel, stride } = window;
    const pairs = new Set<string>();
    windowPositions(length, window).forEach((u, i) => {
      if (u < length) pairs.add(`${u}:${Math.floor(i / kernel)}:${i % kernel}`);
    });
    const inverse = new Set<string>();
    const { windows, taps, start } = windowsByPhase(length, window);
    for (let u = 0; u < length; u++) {
      const [q, r] = [Math.floor((start + u) / stride), (start + u) % stride];
      for (let j = 0; j < taps; j++) {
        const [t, k] = [windows[q * taps + j]!, j * stride + r];
        if (t < windowCount(length, window) && k < kernel) inverse.add(`${u}:${t}:${k}`);
      }
    }
    expect(inverse).toEqual(pairs);
  });
  fc.assert(property);
});
