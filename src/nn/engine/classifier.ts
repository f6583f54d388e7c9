import { patternCount } from './batchChecks.ts';
import { type ForwardOptions, openForward } from './forward.ts';

/** A classifier ready to answer: patterns in, logits out. */
export interface Classifier {
  /**
   * Logits (rows × classes) of `x` (rows × inputLength).
   *
   * @throws RangeError when `x` has no whole rows.
   */
  logits(x: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Opens a forward graph with input `x` [B, inputLength] and output `logits` [B, classes].
 *
 * @param bytes an ONNX model
 */
export async function openClassifier(
  bytes: Uint8Array,
  inputLength: number,
  options: ForwardOptions = {},
): Promise<Classifier> {
  const shape = { input: 'x', width: inputLength, output: 'logits' };
  const forward = await openForward(bytes, shape, options);
  return {
    async logits(x) {
      patternCount(x, inputLength);
      return forward.run(x);
    },
    close: forward.close,
  };
}
