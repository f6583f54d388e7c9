import { checkPositive } from './batchChecks.ts';

/** What of ONNX Runtime computes: the processor, or a GPU by way of WebGPU. */
export type Provider = 'cpu' | 'webgpu';

/** A provider cannot compute here; the message says what it lacks. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
}

export interface CutOptions {
  /** Most rows of a batch. */
  readonly batchSize: number;
  /** Threads, each with a session of its own. @default 2 on cpu; webgpu has always one */
  readonly workers?: number;
  /**
   * Rows that go through the network at once. @default on cpu 8, so that activations stay in the
   * cache; on webgpu the batch, up to 64 rows, since a GPU is idle with few
   */
  readonly microBatch?: number;
  /** @default 'cpu' */
  readonly provider?: Provider;
}

/** How a batch is worked off. */
export interface BatchCut {
  readonly batchSize: number;
  readonly workers: number;
  readonly microBatch: number;
  /** Rows whose dropout masks are drawn together. */
  readonly maskRows: number;
  readonly provider: Provider;
}

const CPU_ROWS = 8;
const WEBGPU_ROWS = 64;

/**
 * Cuts batches into micro-batches as suits a provider. Dropout masks are drawn for the same rows on
 * each, unless `microBatch` is given and no multiple of 8, so that a run can change its provider.
 *
 * @throws RangeError when an option is not a positive integer.
 */
export function cutBatch({ batchSize, provider = 'cpu', ...given }: CutOptions): BatchCut {
  const { workers = 2, microBatch = defaultRows(provider, batchSize) } = given;
  checkPositive({ workers, batchSize, microBatch });
  const maskRows = greatestCommonDivisor(microBatch, CPU_ROWS);
  // ONNX Runtime 1.30 crashes when two threads compute in its WebGPU provider at once.
  const threads = provider === 'webgpu' ? 1 : workers;
  return { batchSize, workers: threads, microBatch, maskRows, provider };
}

/** On webgpu a multiple of the rows that the processor takes at once, for the masks. */
const defaultRows = (provider: Provider, batchSize: number): number =>
  provider === 'cpu' ? CPU_ROWS : CPU_ROWS * Math.ceil(Math.min(batchSize, WEBGPU_ROWS) / CPU_ROWS);

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
