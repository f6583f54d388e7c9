import { InferenceSession } from 'onnxruntime-node';
import { GraphBuilder } from '../onnx/graphBuilder.ts';
import { type Provider, ProviderError } from './provider.ts';

/**
 * Makes sure that a provider can compute on this machine. ONNX Runtime alone tells a missing GPU as
 * the failure of some graph.
 *
 * @throws ProviderError saying what is missing.
 */
export async function requireProvider(provider: Provider): Promise<void> {
  if (provider === 'cpu') return;
  const graph = new GraphBuilder();
  graph.output('y', 'float32', [1], graph.input('x', 'float32', [1]));
  try {
    await InferenceSession.create(graph.build(), { executionProviders: [provider] });
  } catch (error) {
    // After the place in its own source, ONNX Runtime says what it wanted.
    const reason = (error as Error).message.split('was false.').at(-1)!.trim();
    throw new ProviderError(
      `WebGPU finds no GPU to compute on here (${reason}). On Linux it needs a GPU with its Vulkan ` +
        'driver, Vulkan’s loader (package libvulkan1) and an x64 processor; on Windows Direct3D 12; ' +
        'on macOS Metal. Without, compute on the processor, engine cpu',
    );
  }
}
