/**
 * The .npy format, version 1.0, of C-ordered little-endian arrays, mostly float16 or float32: what
 * `numpy.load(path, mmap_mode='r')` opens. [NumPy, `numpy.lib.format`, NEP 1]
 */
export type Dtype = 'float16' | 'float32';

/** What the header of an array file says. */
export interface NpyHeader {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Bytes before the first value. */
  readonly dataOffset: number;
}

/** A header, or one sentence on why there is none. */
export type NpyHeaderResult =
  | { readonly ok: true; readonly header: NpyHeader }
  | { readonly ok: false; readonly message: string };

/** Values of a decoded array; float16 as its bits. */
export type NpyValues =
  | { readonly dtype: 'float16'; readonly bits: Uint16Array }
  | { readonly dtype: 'float32'; readonly values: Float32Array };

export type NpyResult =
  | { readonly ok: true; readonly shape: readonly number[]; readonly data: NpyValues }
  | { readonly ok: false; readonly message: string };

const MAGIC = '\x93NUMPY';
const PREAMBLE = 10; // magic, two bytes of version, two of header length
const ALIGNMENT = 64;
const DESCRIPTIONS = { float16: '<f2', float32: '<f4', float64: '<f8', uint8: '|u1' } as const;

/** What can be written; only float16 and float32 are read back. */
type WrittenDtype = keyof typeof DESCRIPTIONS;

/** NumPy leaves room for the first axis to grow to this many digits. */
const GROWTH_DIGITS = 21;

export const bytesPerValue = (dtype: Dtype): number => (dtype === 'float16' ? 2 : 4);

/** The bytes NumPy writes before the values, to the byte. */
export function encodeNpyHeader(dtype: WrittenDtype, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const entries = `{'descr': '${DESCRIPTIONS[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const room = shape.length > 0 ? GROWTH_DIGITS - String(shape[0]).length : 0;
  const used = entries.length + room;
  const length = Math.ceil((PREAMBLE + used + 1) / ALIGNMENT) * ALIGNMENT;
  const text = `${entries.padEnd(length - PREAMBLE - 1)}\n`;
  const bytes = Uint8Array.from(`${MAGIC}\x01\x00..${text}`, (character) =>
    character.charCodeAt(0),
  );
  new DataView(bytes.buffer).setUint16(8, text.length, true);
  return bytes;
}

/** Reads the header from the first bytes of a file. 64 KiB + 10 always suffice, 128 nearly always. */
export function decodeNpyHeader(bytes: Uint8Array): NpyHeaderResult {
  const fault = (message: string) => ({ ok: false, message }) as const;
  if (bytes.length < PREAMBLE) return fault(`ends after ${bytes.length} bytes, within the header`);
  if (latin1(bytes.subarray(0, 6)) !== MAGIC) return fault('is no .npy file: its magic is missing');
  if (bytes[6] !== 1) return fault(`is .npy version ${bytes[6]}; only version 1 is read`);
  const length = bytes[8]! | (bytes[9]! << 8);
  const dataOffset = PREAMBLE + length;
  if (bytes.length < dataOffset) return fault('ends within the header');
  const text = latin1(bytes.subarray(PREAMBLE, dataOffset));

  const description = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const tuple = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (description === undefined || order === undefined || tuple === undefined) {
    return fault(`has an unreadable header: ${text.trim()}`);
  }
  const dtype = (['float16', 'float32'] as const).find((d) => DESCRIPTIONS[d] === description);
  if (dtype === undefined) return fault(`holds '${description}'; only '<f2' and '<f4' are read`);
  if (order === 'True') return fault('is in Fortran order; save it in C order');
  const shape = tuple.split(',').filter((part) => part.trim() !== '');
  return { ok: true, header: { dtype, shape: shape.map(Number), dataOffset } };
}

/** A whole array file as bytes. */
export function encodeNpy(data: NpyValues, shape: readonly number[]): Uint8Array {
  const values = data.dtype === 'float16' ? data.bits : data.values;
  if (values.length !== size(shape)) {
    throw new RangeError(`${values.length} values do not fill the shape (${shape.join(', ')})`);
  }
  const header = encodeNpyHeader(data.dtype, shape);
  const bytes = new Uint8Array(header.length + values.byteLength);
  bytes.set(header);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), header.length);
  return bytes;
}

/** Reads a whole array file. */
export function decodeNpy(bytes: Uint8Array): NpyResult {
  const result = decodeNpyHeader(bytes);
  if (!result.ok) return result;
  const { dtype, shape, dataOffset } = result.header;
  const expected = size(shape) * bytesPerValue(dtype);
  const found = bytes.length - dataOffset;
  if (found !== expected) {
    return { ok: false, message: `holds ${found} bytes of values, its header says ${expected}` };
  }
  // A copy, for alignment; not `slice`, which a Node `Buffer` overrides to share its memory.
  const { buffer } = new Uint8Array(bytes.subarray(dataOffset));
  const data: NpyValues =
    dtype === 'float16'
      ? { dtype, bits: new Uint16Array(buffer) }
      : { dtype, values: new Float32Array(buffer) };
  return { ok: true, shape, data };
}

const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
