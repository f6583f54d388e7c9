/**
 * @file `npm run kernels`: compiles `assembly/kernels.ts` of each room that has one to WebAssembly and
 * writes it as a string into `kernelsWasm.ts` beside it, where every bundler and worker finds it.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileKernels, KERNEL_ROOMS, type KernelRoom } from './compileKernels.ts';

for (const room of Object.keys(KERNEL_ROOMS) as KernelRoom[]) {
  const target = fileURLToPath(new URL(`../src/${room}/kernelsWasm.ts`, import.meta.url));
  await writeFile(target, await compileKernels(room));
}
