import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFloat16, encodeFloat16, float16Bits, floatOfFloat16 } from './float16.ts';

// numpy 2.4: hex(np.float32(x).astype(np.float16).view(np.uint16))
test.each([
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-1, 0xbc00],
  [0.5, 0x3800],
  [0.1, 0x2e66],
  [1 / 3, 0x3555],
  [65504, 0x7bff], // the largest
  [65519.99, 0x7bff],
  [65520, 0x7c00], // half way to 65536, which is infinity
  [Number.POSITIVE_INFINITY, 0x7c00],
  [Number.NEGATIVE_INFINITY, 0xfc00],
  [2 ** -14, 0x0400], // the smallest normal
  [2 ** -14 - 2 ** -25, 0x0400], // half way from the largest subnormal: to even
  [3 * 2 ** -25, 0x0002], // 1.5 steps: to even
  [2 ** -24, 0x0001], // the smallest subnormal
  [2 ** -25 * 1.0001, 0x0001],
  [2 ** -25, 0x0000], // half a step: to even
  [1e-8, 0x0000],
  [1 + 2 ** -11, 0x3c00], // ties to even, downwards and upwards
  [1 + 3 * 2 ** -11, 0x3c02],
  [2049, 0x6800],
  [2051, 0x6802],
])('float16 of %d', (x, bits) => {
  expect(float16Bits(x)).toBe(bits);
});

test('NaN stays NaN', () => {
  expect(floatOfFloat16(float16Bits(Number.NaN))).toBeNaN();
});

test('every float16 survives decoding and encoding', () => {
  const all = Uint16Array.from({ length: 65536 }, (_, i) => i);
  const isNumber = (bits: number) => (bits & 0x7fff) <= 0x7c00;
  const numbers = all.filter(isNumber);
  expect(encodeFloat16(decodeFloat16(numbers))).toEqual(numbers);
  expect(decodeFloat16(all).filter(Number.isNaN)).toHaveLength(2 * 1023);
});

test('the nearest float16 is chosen, of two equally near the even one', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.float({ min: 0, max: 65504, noNaN: true }), fc.float({ min: 0, max: 2 ** -13 })),
      (x) => {
        const bits = float16Bits(x);
        const error = Math.abs(floatOfFloat16(bits) - x);
        for (const other of [bits - 1, bits + 1].filter((b) => b >= 0 && b < 0x7c00)) {
          const otherError = Math.abs(floatOfFloat16(other) - x);
          expect(error < otherError || (error === otherError && bits % 2 === 0)).toBe(true);
        }
        expect(float16Bits(-x)).toBe(bits | 0x8000);
      },
    ),
    { numRuns: 2000 },
  );
});
