import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import {
  bytesPerValue,
  type Dtype,
  decodeFloat16,
  decodeNpyHeader,
  float16Patterns,
  float32Patterns,
  type PatternSource,
  patternsByRow,
} from '../dataset/index.ts';
import { binarySearch } from '../math/index.ts';
import { InputError, unreadable } from './inputError.ts';

/** A shard held open for reading by position. */
export interface OpenShard {
  readonly path: string;
  readonly descriptor: number;
  readonly rows: number;
  /** Bytes before the first row. */
  readonly dataOffset: number;
}

/** Magic, version and the longest header of .npy version 1. */
const LONGEST_HEADER = 10 + 65535;

/**
 * Opens a shard and holds it to what its manifest says.
 *
 * @throws InputError when it is missing, damaged or of another shape.
 */
export function openShard(path: string, rows: number, length: number, dtype: Dtype): OpenShard {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const head = new Uint8Array(LONGEST_HEADER);
    const result = decodeNpyHeader(head.subarray(0, readSync(descriptor, head)));
    if (!result.ok) throw new InputError(`${path}: ${result.message}; build the data set anew`);
    const { header } = result;
    const size = header.dataOffset + rows * length * bytesPerValue(dtype);
    const isAsTold =
      header.dtype === dtype &&
      header.shape.join() === `${rows},${length}` &&
      fstatSync(descriptor).size === size;
    if (isAsTold) return { path, descriptor, rows, dataOffset: header.dataOffset };
    throw new InputError(
      `${path}: is not the ${dtype} array of ${rows} × ${length} that the manifest tells of; ` +
        'copy the data set again or build it anew',
    );
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw unreadable(path, error);
  }
}

/** Fills `out` with the values of a shard from byte `start` on. */
export function readShard(shard: OpenShard, start: number, out: Uint8Array): void {
  for (let done = 0; done < out.length; ) {
    const position = shard.dataOffset + start + done;
    const read = readSync(shard.descriptor, out, done, out.length - done, position);
    if (read === 0) throw new InputError(`${shard.path}: ends too early; it was cut while open`);
    done += read;
  }
}

/** Patterns in files, read by position row by row; for sets too large for memory. */
export function shardPatterns(
  shards: readonly OpenShard[],
  length: number,
  dtype: Dtype,
): PatternSource {
  const starts: number[] = [];
  let count = 0;
  for (const { rows } of shards) {
    starts.push(count);
    count += rows;
  }
  const rowBytes = length * bytesPerValue(dtype);
  const buffer = new ArrayBuffer(rowBytes);
  const bytes = new Uint8Array(buffer);
  const decode = (out: Float32Array) => {
    if (dtype === 'float16') decodeFloat16(new Uint16Array(buffer), out);
    else out.set(new Float32Array(buffer));
  };

  return patternsByRow(count, length, (row, out) => {
    const index = binarySearch(starts, row);
    readShard(shards[index]!, (row - starts[index]!) * rowBytes, bytes);
    decode(out);
  });
}

/** All patterns of some shards, read into memory; float16 stays so until a row is read. */
export function loadPatterns(
  shards: readonly OpenShard[],
  length: number,
  dtype: Dtype,
): PatternSource {
  const rowBytes = length * bytesPerValue(dtype);
  const bytes = new Uint8Array(shards.reduce((sum, { rows }) => sum + rows, 0) * rowBytes);
  let start = 0;
  for (const shard of shards) {
    const end = start + shard.rows * rowBytes;
    readShard(shard, 0, bytes.subarray(start, end));
    start = end;
  }
  return dtype === 'float16'
    ? float16Patterns(new Uint16Array(bytes.buffer), length)
    : float32Patterns(new Float32Array(bytes.buffer), length);
}
