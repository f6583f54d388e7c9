import { describe, expect, test } from 'vitest';
import { encodeFloat16 } from './float16.ts';
import { float16Patterns, float32Patterns } from './patterns.ts';

const values = Float32Array.of(0, 1, 2, 3, 4, 5); // exact in float16

describe.each([
  ['float32', float32Patterns(values, 2)],
  ['float16', float16Patterns(encodeFloat16(values), 2)],
])('%s patterns in memory', (_, source) => {
  test('are read by row, in the order asked for', () => {
    const out = new Float32Array(7).fill(-1);
    source.read([2, 0, 2], out);
    expect([...out]).toEqual([4, 5, 0, 1, 4, 5, -1]);
    expect([source.count, source.length]).toEqual([3, 2]);
  });

  test.each([[-1], [3], [0.5], [Number.NaN]])('there is no row %d', (row) => {
    expect(() => source.read([row], new Float32Array(2))).toThrow('is not among the 3 patterns');
  });

  test('need room', () => {
    expect(() => source.read([0, 1], new Float32Array(3))).toThrow('do not fit into 3');
  });
});

test('values must make whole patterns', () => {
  expect(() => float32Patterns(values, 4)).toThrow('6 values are no whole patterns of 4 points');
  expect(() => float16Patterns(new Uint16Array(2), 0)).toThrow(RangeError);
});
