import { decodeFloat16 } from './float16.ts';

/** Patterns of one length, readable by row: in memory, or in files. */
export interface PatternSource {
  readonly count: number;
  /** Points of a pattern. */
  readonly length: number;
  /** Writes the given rows one after the other into `out` (rows.length × length). */
  read(rows: ArrayLike<number>, out: Float32Array): void;
}

/**
 * Patterns that are read one at a time.
 *
 * @param readRow writes a row that exists into `out`, `length` elements long
 */
export function patternsByRow(
  count: number,
  length: number,
  readRow: (row: number, out: Float32Array) => void,
): PatternSource {
  return {
    count,
    length,
    read(rows, out) {
      checkRead(this, rows, out);
      for (let i = 0; i < rows.length; i++) {
        readRow(rows[i]!, out.subarray(i * length, (i + 1) * length));
      }
    },
  };
}

/** Patterns in memory as float32, row after row. */
export const float32Patterns = (values: Float32Array, length: number): PatternSource =>
  patternsByRow(rowCount(values.length, length), length, (row, out) => {
    out.set(values.subarray(row * length, (row + 1) * length));
  });

/** Patterns in memory as float16 bits, row after row; decoded as they are read. */
export const float16Patterns = (bits: Uint16Array, length: number): PatternSource =>
  patternsByRow(rowCount(bits.length, length), length, (row, out) => {
    decodeFloat16(bits.subarray(row * length, (row + 1) * length), out);
  });

/**
 * Holds a reader to its contract.
 *
 * @throws RangeError when a row does not exist or `out` is too short.
 */
function checkRead(source: PatternSource, rows: ArrayLike<number>, out: Float32Array): void {
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
