import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A network ready to answer: patterns in, logits out. */
export interface Classifier {
  /** Logits (rows × classes) of `x` (rows × inputLength). */
  logits(x: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

export interface ClassifierOptions {
  /** Threads of the session. @default 2 */
  readonly threads?: number;
  /** Rows that go through the network at once. @default 32 */
  readonly batchSize?: number;
}

/**
 * Opens a forward graph with input `x` [B, inputLength] and output `logits` [B, classes].
 *
 * @param bytes an ONNX model
 */
export async function openClassifier(
  bytes: Uint8Array,
  inputLength: number,
  { threads = 2, batchSize = 32 }: ClassifierOptions = {},
): Promise<Classifier> {
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  const run = async (x: Float32Array): Promise<Float32Array> => {
    const tensor = new Tensor('float32', x, [x.length / inputLength, inputLength]);
    const { logits } = await session.run({ x: tensor });
    return logits!.data as Float32Array;
  };
  return {
    async logits(x) {
      if (x.length === 0 || x.length % inputLength !== 0) {
        throw new RangeError(`patterns must have ${inputLength} points each, got ${x.length}`);
      }
      const parts: Float32Array[] = [];
      for (let first = 0; first < x.length; first += batchSize * inputLength) {
        parts.push(await run(x.subarray(first, first + batchSize * inputLength)));
      }
      return concatenate(parts);
    },
    close: () => session.release(),
  };
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
