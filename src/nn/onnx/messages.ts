/**
 * @file The messages of ONNX's protobuf schema that a model needs, with its field numbers.
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (IR version 9).
 */
import { ProtoWriter } from './protobuf.ts';

/** TensorProto.DataType. */
export const ELEMENT_TYPES = {
  float32: 1,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
} as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

/** A fixed size, or the name of one that is known when the graph runs. */
export type Dimension = number | string;

/** A plain number is an integer attribute, as in ONNX's own notation `axis=1`. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] };
export type Attributes = Readonly<Record<string, Attribute>>;

const ATTRIBUTE_TYPES = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;
const IR_VERSION = 9;

export function tensorMessage(
  name: string,
  type: ElementType,
  shape: readonly number[],
  data: ArrayLike<number>,
): ProtoWriter {
  const writer = new ProtoWriter();
  for (const size of shape) writer.int(1, size);
  return writer.int(2, ELEMENT_TYPES[type]).text(8, name).bytes(9, rawData(type, data));
}

export function valueInfoMessage(
  name: string,
  type: ElementType,
  shape: readonly Dimension[],
): ProtoWriter {
  const shapeMessage = new ProtoWriter();
  for (const size of shape) {
    const dimension = new ProtoWriter();
    if (typeof size === 'number') dimension.int(1, size);
    else dimension.text(2, size);
    shapeMessage.message(1, dimension);
  }
  const tensorType = new ProtoWriter().int(1, ELEMENT_TYPES[type]).message(2, shapeMessage);
  return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensorType));
}

export function nodeMessage(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Attributes,
): ProtoWriter {
  const writer = new ProtoWriter();
  for (const input of inputs) writer.text(1, input);
  for (const output of outputs) writer.text(2, output);
  writer.text(4, operator);
  for (const [name, value] of Object.entries(attributes)) {
    writer.message(5, attributeMessage(name, value));
  }
  return writer;
}

/** The parts of a GraphProto, in the order of the graph. */
export interface GraphParts {
  readonly nodes: readonly ProtoWriter[];
  readonly initializers: readonly ProtoWriter[];
  readonly inputs: readonly ProtoWriter[];
  readonly outputs: readonly ProtoWriter[];
}

export function modelMessage(parts: GraphParts, opset: number): ProtoWriter {
  const graph = new ProtoWriter();
  for (const node of parts.nodes) graph.message(1, node);
  graph.text(2, 'graph');
  for (const initializer of parts.initializers) graph.message(5, initializer);
  for (const input of parts.inputs) graph.message(11, input);
  for (const output of parts.outputs) graph.message(12, output);
  const defaultDomain = new ProtoWriter().text(1, '').int(2, opset);
  return new ProtoWriter()
    .int(1, IR_VERSION)
    .text(2, 'mauguin')
    .message(7, graph)
    .message(8, defaultDomain);
}

function attributeMessage(name: string, value: Attribute): ProtoWriter {
  const writer = new ProtoWriter().text(1, name);
  if (typeof value === 'number') return writer.int(3, value).int(20, ATTRIBUTE_TYPES.int);
  if (typeof value === 'string') return writer.text(4, value).int(20, ATTRIBUTE_TYPES.string);
  if ('float' in value) return writer.float(2, value.float).int(20, ATTRIBUTE_TYPES.float);
  if ('floats' in value) {
    for (const item of value.floats) writer.float(7, item);
    return writer.int(20, ATTRIBUTE_TYPES.floats);
  }
  for (const item of value) writer.int(8, item);
  return writer.int(20, ATTRIBUTE_TYPES.ints);
}

/** Elements as ONNX stores them, little endian like every platform that runs Node. */
function rawData(type: ElementType, data: ArrayLike<number>): Uint8Array {
  const elements = typedArray(type, data);
  return new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
}

function typedArray(type: ElementType, data: ArrayLike<number>) {
  switch (type) {
    case 'float32':
      return Float32Array.from(data);
    case 'float64':
      return Float64Array.from(data);
    case 'int32':
      return Int32Array.from(data);
    case 'int64':
      return BigInt64Array.from(Array.from(data, BigInt));
    case 'bool':
      return Uint8Array.from(data);
  }
}
