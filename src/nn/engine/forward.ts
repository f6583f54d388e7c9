import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A network ready to answer: rows in, rows out. */
export interface Forward {
  /** rows × width of the input → rows × width of the output */
  run(rows: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

export interface ForwardOptions {
  /** Threads of the session. @default 2 */
  readonly threads?: number;
  /** Rows that go through the network at once. @default 32 */
  readonly batchSize?: number;
}

/** Names in a forward graph, and the width of its rows. */
export interface ForwardShape {
  readonly input: string;
  readonly width: number;
  readonly output: string;
}

/**
 * Opens a forward graph with one input and one output, matrices of as many rows as are asked.
 *
 * @param bytes an ONNX model
 */
export async function openForward(
  bytes: Uint8Array,
  { input, width, output }: ForwardShape,
  { threads = 2, batchSize = 32 }: ForwardOptions = {},
): Promise<Forward> {
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  const runBatch = async (rows: Float32Array): Promise<Float32Array> => {
    const tensor = new Tensor('float32', rows, [rows.length / width, width]);
    const results = await session.run({ [input]: tensor });
    return results[output]!.data as Float32Array;
  };
  return {
    async run(rows) {
      const parts: Float32Array[] = [];
      for (let first = 0; first < rows.length; first += batchSize * width) {
        parts.push(await runBatch(rows.subarray(first, first + batchSize * width)));
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
