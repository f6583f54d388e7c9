import { InferenceSession, Tensor } from 'onnxruntime-web';

/** Opens a graph in WebAssembly, with kernels other than those of `openGraph`. */
export async function openWebGraph(bytes: Uint8Array) {
  const session = await InferenceSession.create(bytes);
  return async (x: Float32Array, shape: readonly number[]) => {
    const { logits } = await session.run({ x: new Tensor('float32', x, shape) });
    return { shape: logits!.dims, logits: logits!.data as Float32Array };
  };
}
