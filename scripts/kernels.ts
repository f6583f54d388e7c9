/**
 * @file `npm run kernels`: compiles `src/pattern/assembly/kernels.ts` to WebAssembly and writes it
 * as a string into `src/pattern/kernelsWasm.ts`, where every bundler and worker finds it.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileKernels } from './compileKernels.ts';

const target = fileURLToPath(new URL('../src/pattern/kernelsWasm.ts', import.meta.url));
await writeFile(target, await compileKernels());
