import { describe, expect, test } from 'vitest';
import { decodeNpy, decodeNpyHeader, encodeNpy, encodeNpyHeader } from './npy.ts';

const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const bytesOf = (...parts: readonly ArrayLike<number>[]) =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

// The bytes numpy 2.4 saves: np.save(f, np.array([[1, 0.5, 0], [2, -1, 65504]], '<f2'))
const SAVED_BY_NUMPY = bytesOf(
  [0x93],
  ascii('NUMPY'),
  [1, 0, 0x76, 0],
  ascii("{'descr': '<f2', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117)),
  ascii('\n'),
  [0x00, 0x3c, 0x00, 0x38, 0x00, 0x00, 0x00, 0x40, 0x00, 0xbc, 0xff, 0x7b],
);
const BITS = Uint16Array.of(0x3c00, 0x3800, 0, 0x4000, 0xbc00, 0x7bff);

describe('float16', () => {
  test('is written as NumPy writes it', () => {
    expect(encodeNpy({ dtype: 'float16', bits: BITS }, [2, 3])).toEqual(SAVED_BY_NUMPY);
  });

  test('is read back', () => {
    const data = { dtype: 'float16', bits: BITS };
    expect(decodeNpy(SAVED_BY_NUMPY)).toEqual({ ok: true, shape: [2, 3], data });
    expect(decodeNpy(Buffer.from(SAVED_BY_NUMPY))).toEqual({ ok: true, shape: [2, 3], data });
  });
});

test('a list of float32 is written as NumPy writes it', () => {
  // np.save(f, np.array([1, 2], '<f4'))
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
  expect(encodeNpy({ dtype: 'float32', values: Float32Array.of(1, 2) }, [2])).toEqual(
    bytesOf(
      ascii('\x93NUMPY\x01\x00\x76\x00'),
      ascii(`${header.padEnd(117)}\n`),
      [0x00, 0x00, 0x80, 0x3f, 0x00, 0x00, 0x00, 0x40],
    ),
  );
});

test('values begin at a multiple of 64 bytes, whatever the shape', () => {
  for (const shape of [[], [1], [4096, 3041], [1e15, 1e15, 1e15, 1e15]]) {
    const bytes = encodeNpyHeader('float32', shape);
    expect(bytes.length % 64).toBe(0);
    expect(decodeNpyHeader(bytes)).toEqual({
      ok: true,
      header: { dtype: 'float32', shape, dataOffset: bytes.length },
    });
  }
});

test('a shape must fit its values', () => {
  const data = { dtype: 'float16', bits: BITS } as const;
  expect(() => encodeNpy(data, [2, 2])).toThrow('6 values do not fill the shape (2, 2)');
});

describe('what is wrong is said', () => {
  const header = (text: string) =>
    bytesOf(ascii('\x93NUMPY\x01\x00'), [text.length, 0], ascii(text));
  const dict = (descr: string, order = 'False') =>
    header(`{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (1,), }\n`);

  test.each([
    ['another file', ascii('PK\x03\x04 and so on'), 'is no .npy file: its magic is missing'],
    ['no file', new Uint8Array(), 'ends after 0 bytes, within the header'],
    ['a cut header', SAVED_BY_NUMPY.slice(0, 100), 'ends within the header'],
    ['cut values', SAVED_BY_NUMPY.slice(0, -2), 'holds 10 bytes of values, its header says 12'],
    ['version 2', ascii('\x93NUMPY\x02\x00\x00\x00\x00\x00'), 'is .npy version 2; only version 1'],
    ['float64', dict('<f8'), "holds '<f8'; only '<f2' and '<f4' are read"],
    ['big endian', dict('>f4'), "holds '>f4'"],
    ['Fortran order', dict('<f4', 'True'), 'is in Fortran order'],
    ['nonsense', header('{}'), 'has an unreadable header: {}'],
  ])('%s', (_, bytes, message) => {
    expect(decodeNpy(bytes)).toEqual({ ok: false, message: expect.stringContaining(message) });
  });
});
