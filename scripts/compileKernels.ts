import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--baseDir', ROOT];
/** Options of the kernels that compute in memory of their caller, which all threads share. */
const SHARED = ['--enable', 'threads', '--importMemory', '--sharedMemory'];
const LIMITS = ['--initialMemory', '0', '--maximumMemory', '65536'];
/** Characters of the string to a line. */
const LINE = 90;

/** Rooms with kernels, and how their memory is made. */
export const KERNEL_ROOMS = { pattern: [], nn: [...SHARED, ...LIMITS] } as const;

export type KernelRoom = keyof typeof KERNEL_ROOMS;

/** The module with the compiled kernels of a room, as text. */
export async function compileKernels(room: KernelRoom): Promise<string> {
  let wasm: Uint8Array = new Uint8Array(0);
  const writeFile = (_: string, contents: Uint8Array | string) => {
    if (typeof contents !== 'string') wasm = contents;
  };
  const source = `src/${room}/assembly/kernels.ts`;
  const args = [source, '-o', 'kernels.wasm', ...OPTIONS, ...KERNEL_ROOMS[room]];
  const { error, stderr } = await main(args, { writeFile });
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return moduleText(Buffer.from(wasm).toString('base64'));
}

function moduleText(base64: string): string {
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return [
    '/** @file Made by `npm run kernels` from `assembly/kernels.ts`: do not edit. */',
    '',
    '/** WebAssembly, base64. */',
    `export const KERNELS_WASM =\n${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
}
