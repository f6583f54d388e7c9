import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--baseDir', ROOT];
/** Characters of the string to a line. */
const LINE = 90;

/** The module with the compiled kernels, as text. */
export async function compileKernels(): Promise<string> {
  let wasm: Uint8Array = new Uint8Array(0);
  const writeFile = (_: string, contents: Uint8Array | string) => {
    if (typeof contents !== 'string') wasm = contents;
  };
  const args = ['src/pattern/assembly/kernels.ts', '-o', 'kernels.wasm', ...OPTIONS];
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
