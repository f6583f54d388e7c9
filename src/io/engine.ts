import { checkProvider, type Provider, ProviderError } from '../nn/index.ts';
import { InputError } from './inputError.ts';

/** What can compute the steps of a run: ONNX Runtime on processor or GPU, or PyTorch. */
export const ENGINES = ['cpu', 'webgpu', 'torch'] as const;
export type EngineName = (typeof ENGINES)[number];

/** @throws InputError when an engine of this program cannot compute here. */
export async function checkEngine(provider: Provider): Promise<void> {
  try {
    await checkProvider(provider);
  } catch (error) {
    if (error instanceof ProviderError)
      throw new InputError(`--engine ${provider}: ${error.message}`);
    throw error;
  }
}
