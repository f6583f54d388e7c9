import { describe, expect, test } from 'vitest';
import { cutBatch } from './provider.ts';

describe('a batch is cut', () => {
  test.each([
    [{ batchSize: 64 }, { workers: 2, microBatch: 8, maskRows: 8 }],
    [
      { batchSize: 20, workers: 3, microBatch: 4 },
      { workers: 3, microBatch: 4, maskRows: 4 },
    ],
    [
      { batchSize: 20, microBatch: 12 },
      { workers: 2, microBatch: 12, maskRows: 4 },
    ],
  ])('for the processor: %o', (options, cut) => {
    expect(cutBatch(options)).toMatchObject(cut);
  });

  test.each([
    [{ batchSize: 64 }, 64],
    [{ batchSize: 30 }, 32],
    [{ batchSize: 3 }, 8],
    [{ batchSize: 200 }, 64],
  ])('for one thread on a GPU, with the masks of the processor: %o', (options, microBatch) => {
    const cut = cutBatch({ ...options, workers: 4, provider: 'webgpu' });
    expect(cut).toMatchObject({ workers: 1, microBatch, maskRows: 8 });
  });

  test.each([{ batchSize: 0 }, { batchSize: 8, workers: 1.5 }, { batchSize: 8, microBatch: -1 }])(
    'not by %o',
    (options) => {
      expect(() => cutBatch(options)).toThrow(RangeError);
    },
  );
});
