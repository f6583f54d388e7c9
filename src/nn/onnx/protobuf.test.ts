import { expect, test } from 'vitest';
import { ProtoWriter } from './protobuf.ts';

const hex = (writer: ProtoWriter) => Buffer.from(writer.finish()).toString('hex');

// https://protobuf.dev/programming-guides/encoding/: `a: 150`, `b: "testing"`, and `c: { a: 150 }`.
test('writes the examples of the encoding guide', () => {
  expect(hex(new ProtoWriter().int(1, 150))).toBe('089601');
  expect(hex(new ProtoWriter().text(2, 'testing'))).toBe('120774657374696e67');
  expect(hex(new ProtoWriter().message(3, new ProtoWriter().int(1, 150)))).toBe('1a03089601');
});

// The same guide: "-2" as an int64 takes ten bytes.
test('writes a negative integer as 64-bit two’s complement', () => {
  expect(hex(new ProtoWriter().int(1, -2))).toBe(`08fe${'ff'.repeat(8)}01`);
});

// IEEE 754: 1.0f is 3f800000, little endian here; tag 2 << 3 | 5.
test('writes a float in little endian', () => {
  expect(hex(new ProtoWriter().float(2, 1))).toBe('150000803f');
});

test('a field number above 15 takes a tag of two bytes', () => {
  expect(hex(new ProtoWriter().int(20, 7))).toBe('a00107');
});
