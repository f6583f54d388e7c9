import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileKernels } from '../../scripts/compileKernels.ts';

test('the compiled kernels are those of their source', async () => {
  const stored = await readFile(
    new URL('../../src/pattern/kernelsWasm.ts', import.meta.url),
    'utf8',
  );
  // Windows may have checked it out with other ends of lines.
  expect(stored.replaceAll('\r\n', '\n')).toBe(await compileKernels());
});
