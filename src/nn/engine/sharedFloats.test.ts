import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedFloats } from './sharedFloats.ts';

/** Added one after the other, each sum rounded to 32 bits. */
function plainSum(values: Float32Array, blocks: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    let sum = values[i]!;
    for (let block = 1; block < blocks; block++) {
      sum = Math.fround(sum + values[block * count + i]!);
    }
    return sum;
  });
}

test('blocks are added in their order, to the last bit', () => {
  const small = fc.integer({ min: 1, max: 20 });
  // One block more than is asked for, in an array that begins anywhere.
  const cases = fc.tuple(small, small, small).chain(([blocks, count, before]) =>
    fc.record({
      blocks: fc.constant(blocks),
      count: fc.constant(count),
      before: fc.constant(before),
      values: fc.float32Array({ minLength: (blocks + 1) * count, maxLength: (blocks + 1) * count }),
    }),
  );
  fc.assert(
    fc.property(cases, ({ blocks, count, before, values }) => {
      const floats = new SharedFloats({ values: before + values.length, sum: count + 1 });
      const stretch = floats.arrays.values!.subarray(before);
      stretch.set(values);
      floats.arrays.sum!.fill(7);
      floats.sumBlocks(stretch, blocks, floats.arrays.sum!.subarray(0, count));
      const expected = [...plainSum(values, blocks, count), 7];
      expect(Array.from(floats.arrays.sum!)).toEqual(expected);
      expect(stretch).toEqual(values);
    }),
  );
});

test('there may be no arrays at all', () => {
  expect(new SharedFloats({}).arrays).toEqual({});
});

test('the arrays do not overlap and begin with zeros', () => {
  const { a, b, c } = new SharedFloats({ a: 3, b: 17, c: 1 }).arrays;
  [a, b, c].forEach((array, i) => {
    expect(array!.every((value) => value === 0)).toBe(true);
    array!.fill(i + 1);
  });
  expect([...a!, ...b!, ...c!]).toEqual([...Array(3).fill(1), ...Array(17).fill(2), 3]);
});

test('arrays from elsewhere, too few values and no blocks are refused', () => {
  const floats = new SharedFloats({ values: 8, sum: 4 });
  const { values, sum } = floats.arrays;
  expect(() => floats.sumBlocks(new Float32Array(8), 2, sum!)).toThrow(RangeError);
  expect(() => floats.sumBlocks(values!, 2, new Float32Array(4))).toThrow(RangeError);
  expect(() => floats.sumBlocks(values!, 3, sum!)).toThrow(RangeError);
  expect(() => floats.sumBlocks(values!, 0, sum!)).toThrow(RangeError);
});

test('more than 4 GB are refused', () => {
  expect(() => new SharedFloats({ values: 2 ** 30 + 1 })).toThrow(/4\.3 GB/);
});
