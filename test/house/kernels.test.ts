import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileKernels, KERNEL_ROOMS, type KernelRoom } from '../../scripts/compileKernels.ts';

const rooms = Object.keys(KERNEL_ROOMS) as KernelRoom[];

test.each(rooms)('the compiled kernels of %s are those of their source', async (room) => {
  const stored = await readFile(
    new URL(`../../src/${room}/kernelsWasm.ts`, import.meta.url),
    'utf8',
  );
  // Windows may have checked it out with other ends of lines.
  expect(stored.replaceAll('\r\n', '\n')).toBe(await compileKernels(room));
});
