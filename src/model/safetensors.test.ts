import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

/** A file as the format says: N as 64 bits little endian, N bytes of JSON, the values. */
function fileOf(header: unknown, values: readonly number[] = []): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return new Uint8Array(Buffer.concat([length, json, Buffer.from(values)]));
}

// 1, −2 and 0.5 as IEEE 754 single and half precision, little endian.
const SINGLES = [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f];
const HALVES = [0, 0x3c, 0, 0xc0, 0, 0x38];

// github.com/huggingface/safetensors#format
describe('a file written by hand', () => {
  test('of both types, with metadata and a header padded by spaces', () => {
    const header = JSON.stringify({
      __metadata__: { by: 'hand' },
      single: { dtype: 'F32', shape: [3], data_offsets: [6, 18] },
      half: { dtype: 'F16', shape: [3, 1], data_offsets: [0, 6] },
    });
    const { tensors, metadata } = decodeSafetensors(
      fileOf(`${header}     `, [...HALVES, ...SINGLES]),
    );
    expect(metadata).toEqual({ by: 'hand' });
    const data = Float32Array.of(1, -2, 0.5);
    expect(tensors.get('single')).toEqual({ name: 'single', shape: [3], data });
    expect(tensors.get('half')).toEqual({ name: 'half', shape: [3, 1], data });
  });

  test('of a scalar and of nothing', () => {
    const header = {
      scalar: { dtype: 'F32', shape: [], data_offsets: [0, 4] },
      empty: { dtype: 'F32', shape: [2, 0], data_offsets: [4, 4] },
    };
    const { tensors, metadata } = decodeSafetensors(fileOf(header, SINGLES.slice(0, 4)));
    expect([...tensors.get('scalar')!.data]).toEqual([1]);
    expect([...tensors.get('empty')!.data]).toEqual([]);
    expect(metadata).toEqual({});
  });

  test('is what is written here, but for the padding', () => {
    const tensor = { name: 'w', shape: [3], data: Float32Array.of(1, -2, 0.5) };
    const file = encodeSafetensors([tensor], 'F32', { by: 'hand' });
    const json =
      '{"__metadata__":{"by":"hand"},"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}';
    const padding = ' '.repeat((8 - (json.length % 8)) % 8);
    expect(file).toEqual(fileOf(json + padding, SINGLES));
    const halves = encodeSafetensors([tensor], 'F16').subarray(-6);
    expect([...halves]).toEqual(HALVES);
  });
});

describe('a round trip', () => {
  const single = fc.float({ noNaN: true });
  const list = fc.array(single, { maxLength: 20 });
  const lists = fc.dictionary(fc.stringMatching(/^[a-z.0-9]{1,12}$/), list, { maxKeys: 5 });
  const tensorsOf = (values: Record<string, number[]>) =>
    Object.entries(values).map(([name, data]) => ({
      name,
      shape: [data.length],
      data: Float32Array.from(data),
    }));

  test('in F32 is exact, at any alignment', () => {
    fc.assert(
      fc.property(lists, fc.nat(9), (values, shift) => {
        const tensors = tensorsOf(values);
        const file = encodeSafetensors(tensors, 'F32');
        const moved = new Uint8Array(shift + file.length + 3);
        moved.set(file, shift);
        const read = decodeSafetensors(moved.subarray(shift, shift + file.length)).tensors;
        expect(read).toEqual(new Map(tensors.map((tensor) => [tensor.name, tensor])));
      }),
    );
  });

  test('in F16 is good to half a unit of 11 bits', () => {
    const half = fc.double({ min: -65000, max: 65000, noNaN: true });
    fc.assert(
      fc.property(fc.array(half, { minLength: 1, maxLength: 20 }), (values) => {
        const data = Float32Array.from(values);
        const file = encodeSafetensors([{ name: 'w', shape: [data.length], data }], 'F16');
        const read = decodeSafetensors(file).tensors.get('w')!.data;
        data.forEach((x, i) => {
          const bound = Math.max(Math.abs(x) * 2 ** -11, 2 ** -25);
          expect(Math.abs(read[i]! - x)).toBeLessThanOrEqual(bound);
        });
      }),
    );
  });

  test('holds for a Buffer, whose slices share its memory', () => {
    const tensors = tensorsOf({ a: [1, 2], b: [3, 4, 5] });
    const read = decodeSafetensors(Buffer.from(encodeSafetensors(tensors, 'F32'))).tensors;
    expect(read.get('b')!.data).toEqual(Float32Array.of(3, 4, 5));
  });
});

describe('damage is refused', () => {
  const tensor = (changes: object = {}) => ({
    w: { dtype: 'F32', shape: [3], data_offsets: [0, 12], ...changes },
  });
  const whole = fileOf(tensor(), SINGLES);

  test('but the whole file is read', () => {
    expect(decodeSafetensors(whole).tensors.size).toBe(1);
  });

  test('cut anywhere', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeSafetensors(whole.subarray(0, length))).toThrow(RangeError);
    }
  });

  test('a byte too many', () => {
    expect(() => decodeSafetensors(Uint8Array.of(...whole, 0))).toThrow('do not fill the file');
  });

  test.each([
    [
      'an impossible header length',
      Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 123, 125),
    ],
    ['a header that is no JSON', fileOf('{"w": oops}', SINGLES)],
    ['a header that is no object', fileOf('[1, 2]')],
    ['a header of null', fileOf('null')],
    ['an unknown type', fileOf(tensor({ dtype: 'I64' }), SINGLES)],
    ['no type', fileOf(tensor({ dtype: undefined }), SINGLES)],
    ['no offsets', fileOf(tensor({ data_offsets: undefined }), SINGLES)],
    ['one offset', fileOf(tensor({ data_offsets: [0] }), SINGLES)],
    ['offsets beyond the end', fileOf(tensor({ data_offsets: [4, 16] }), SINGLES)],
    ['offsets before the beginning', fileOf(tensor({ data_offsets: [-12, 0] }), SINGLES)],
    ['offsets the wrong way round', fileOf(tensor({ data_offsets: [12, 0] }), SINGLES)],
    ['offsets of another size', fileOf(tensor({ data_offsets: [0, 8] }), SINGLES)],
    ['a shape of another size', fileOf(tensor({ shape: [2, 2] }), SINGLES)],
    ['a negative shape', fileOf(tensor({ shape: [-1, -3] }), SINGLES)],
    ['a broken shape', fileOf(tensor({ shape: [1.5, 2] }), SINGLES)],
    ['no shape', fileOf(tensor({ shape: 3 }), SINGLES)],
    ['a tensor that is a number', fileOf({ w: 3 })],
    ['metadata that are no texts', fileOf({ __metadata__: { n: 3 } })],
  ])('%s', (_, file) => {
    expect(() => decodeSafetensors(file)).toThrow(RangeError);
  });

  test('the message names the tensor', () => {
    const file = fileOf(tensor({ dtype: 'BF16' }), SINGLES);
    expect(() => decodeSafetensors(file)).toThrow('tensor w has unsupported type BF16');
  });
});
