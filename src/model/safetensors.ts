import { z } from 'zod';
import { decodeFloat16, encodeFloat16 } from '../dataset/index.ts';

/**
 * @file The safetensors format: eight bytes of header length (little endian), a JSON header that
 * gives each tensor's type, shape and byte range, then the raw values.
 * [github.com/huggingface/safetensors, format description, 2023]
 */

/** A named array of any shape. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type TensorType = 'F32' | 'F16';

const METADATA = '__metadata__';

const count = z.int().nonnegative();
const tensorHeader = z.object({
  dtype: z.string(),
  shape: z.array(count),
  data_offsets: z.tuple([count, count]),
});
const fileHeader = z
  .object({ [METADATA]: z.record(z.string(), z.string()).default({}) })
  .catchall(tensorHeader);

type TensorHeader = z.infer<typeof tensorHeader>;

/** Writes tensors in the order given; `F16` rounds each value to half precision. */
export function encodeSafetensors(
  tensors: readonly NamedTensor[],
  dtype: TensorType,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const bytesOf = ({ data }: NamedTensor) => {
    const values = dtype === 'F16' ? encodeFloat16(data) : data;
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  };
  const header: Record<string, unknown> = { [METADATA]: metadata };
  const parts = tensors.map(bytesOf);
  let offset = 0;
  tensors.forEach(({ name, shape }, i) => {
    const end = offset + parts[i]!.length;
    header[name] = { dtype, shape, data_offsets: [offset, end] };
    offset = end;
  });
  const json = new TextEncoder().encode(JSON.stringify(header));
  // Spaces after the header align the values to eight bytes.
  const headerLength = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + offset).fill(0x20, 8, 8 + headerLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(json, 8);
  let position = 8 + headerLength;
  for (const part of parts) {
    file.set(part, position);
    position += part.length;
  }
  return file;
}

/**
 * Reads all tensors of a file.
 *
 * @throws RangeError when the bytes are not a complete safetensors file of F32 or F16 tensors.
 */
export function decodeSafetensors(file: Uint8Array): {
  readonly tensors: ReadonlyMap<string, NamedTensor>;
  readonly metadata: Readonly<Record<string, string>>;
} {
  const { header, values } = splitFile(file);
  const { [METADATA]: metadata, ...entries } = header;
  const tensors = new Map<string, NamedTensor>();
  let unread = values.length;
  for (const [name, entry] of Object.entries(entries)) {
    tensors.set(name, decodeTensor(name, entry, values));
    unread -= entry.data_offsets[1] - entry.data_offsets[0];
  }
  // The format allows neither gaps nor overlaps.
  if (unread !== 0) throw new RangeError('the tensors do not fill the file: it is damaged');
  return { tensors, metadata };
}

function splitFile(file: Uint8Array) {
  const length =
    file.length < 8
      ? Number.POSITIVE_INFINITY
      : Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (8 + length > file.length) {
    throw new RangeError('not a complete safetensors file: its header is cut off');
  }
  const json = new TextDecoder().decode(file.subarray(8, 8 + length));
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new RangeError('not a safetensors file: its header is not JSON');
  }
  const result = fileHeader.safeParse(value);
  if (!result.success) {
    throw new RangeError(`not a safetensors file: ${z.prettifyError(result.error)}`);
  }
  return { header: result.data, values: file.subarray(8 + length) };
}

function decodeTensor(name: string, entry: TensorHeader, values: Uint8Array): NamedTensor {
  const { dtype, shape, data_offsets } = entry;
  const [start, end] = data_offsets;
  const count = shape.reduce((product, n) => product * n, 1);
  const width = dtype === 'F32' ? 4 : dtype === 'F16' ? 2 : undefined;
  if (width === undefined) throw new RangeError(`tensor ${name} has unsupported type ${dtype}`);
  if (end - start !== count * width || end > values.length) {
    throw new RangeError(`tensor ${name} does not fill its place: the file is damaged or cut off`);
  }
  // A copy starts at offset 0, which typed arrays of wider elements need (Buffer.slice makes none).
  const { buffer } = new Uint8Array(values.subarray(start, end));
  const data = dtype === 'F32' ? new Float32Array(buffer) : decodeFloat16(new Uint16Array(buffer));
  return { name, shape, data };
}
