import { decodeFloat16 } from './float16.ts';

/** Patterns of one length, readable by row: in memory, or in files. */
export interface PatternSource {
  readonly count: number;
  /** Points of a pattern. */
  readonly length: number;
  /** Writes the given rows one after the other into `out` (rows.length × length). */
  read(rows: ArrayLike<number>, out: Float32Array): void;
}

/** Patterns in memory as float32, row after row. */
export function float32Patterns(values: Float32Array, length: number): PatternSource {
  const count = rowCount(values.length, length);
  return {
    count,
    length,
    read(rows, out) {
      checkRead(this, rows, out);
      for (let i = 0; i < rows.length; i++) {
        const start = rows[i]! * length;
        out.set(values.subarray(start, start + length), i * length);
      }
    },
  };
}

/** Patterns in memory as float16 bits, row after row; decoded as they are read. */
export function float16Patterns(bits: Uint16Array, length: number): PatternSource {
  const count = rowCount(bits.length, length);
  return {
    count,
    length,
    read(rows, out) {
      checkRead(this, rows, out);
      for (let i = 0; i < rows.length; i++) {
        const start = rows[i]! * length;
        const row = out.subarray(i * length, (i + 1) * length);
        decodeFloat16(bits.subarray(start, start + length), row);
      }
    },
  };
}

/**
 * Holds a reader to its contract.
 *
 * @throws RangeError when a row does not exist or `out` is too short.
 */
export function checkRead(source: PatternSource, rows: ArrayLike<number>, out: Float32Array): void {
  if (out.length < rows.length * source.length) {
    throw new RangeError(
      `${rows.length} patterns of ${source.length} points do not fit into ${out.length}`,
    );
  }
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!(Number.isInteger(row) && row >= 0 && row < source.count)) {
      throw new RangeError(`row ${row} is not among the ${source.count} patterns`);
    }
  }
}

function rowCount(values: number, length: number): number {
  if (!Number.isInteger(length) || length < 1 || values % length !== 0) {
    throw new RangeError(`${values} values are no whole patterns of ${length} points`);
  }
  return values / length;
}
