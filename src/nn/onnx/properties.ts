import { ProtoWriter } from './protobuf.ts';

/**
 * The model with `properties` in its `metadata_props`, where any reader of ONNX finds them. Fields of
 * a protobuf message may follow one another in any order, so that these are put at the end.
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, ModelProto and StringStringEntryProto.
 *
 * @param model a serialised ONNX model
 */
export function withProperties(
  model: Uint8Array,
  properties: Readonly<Record<string, string>>,
): Uint8Array {
  const writer = new ProtoWriter();
  for (const [key, value] of Object.entries(properties)) {
    writer.message(14, new ProtoWriter().text(1, key).text(2, value));
  }
  const end = writer.finish();
  const whole = new Uint8Array(model.length + end.length);
  whole.set(model);
  whole.set(end, model.length);
  return whole;
}
