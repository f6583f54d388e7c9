import { checkProvider, ProviderError } from '../src/nn/index.ts';

/** Long enough for a GPU that a processor plays. */
export const GPU_TIMEOUT = 600_000;

/** ONNX Runtime has no WebGPU for it. */
const LINUX_ARM64 = process.platform === 'linux' && process.arch === 'arm64';

/** Whether WebGPU can compute here; if not, a word why. In CI it must. */
export async function hasGpu(): Promise<boolean> {
  try {
    await checkProvider('webgpu');
    return true;
  } catch (error) {
    if (!(error instanceof ProviderError) || (process.env.CI && !LINUX_ARM64)) throw error;
    console.warn(`skipped: ${error.message}`);
    return false;
  }
}
