/**
 * IEEE 754 binary16, which Node 20 has no array type for. Half the bytes of float32 at 11 significant
 * bits: a relative error of at most 2⁻¹¹ above 6.1e-5, an absolute one of 2⁻²⁵ below.
 */
const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/** Bits of the nearest float16, ties to even; ±∞ from 65520 on, NaN stays NaN. `x` is rounded to float32 first. */
export function float16Bits(x: number): number {
  float[0] = x;
  const bits = floatBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= 0x47800000) return sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7c00);
  if (magnitude < 0x38800000) {
    // Subnormal: next to 0.5 a float32 counts in steps of 2⁻²⁴, those of the subnormals.
    float[0] = Math.abs(float[0]) + 0.5;
    return sign | (floatBits[0]! - 0x3f000000);
  }
  // Adding just under half a step, or half where the last kept bit is odd, rounds ties to even.
  return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
}

/** The value of float16 bits. */
export function floatOfFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** float32 (or float64) values to float16 bits. */
export function encodeFloat16(
  values: ArrayLike<number>,
  out: Uint16Array = new Uint16Array(values.length),
): Uint16Array {
  for (let i = 0; i < values.length; i++) out[i] = float16Bits(values[i]!);
  return out;
}

let table: Float32Array | undefined;

/** float16 bits to float32 values, by a table of all 65536 (256 KiB, made at the first call). */
export function decodeFloat16(
  bits: Uint16Array,
  out: Float32Array = new Float32Array(bits.length),
): Float32Array {
  table ??= Float32Array.from({ length: 65536 }, (_, i) => floatOfFloat16(i));
  for (let i = 0; i < bits.length; i++) out[i] = table[bits[i]!]!;
  return out;
}
