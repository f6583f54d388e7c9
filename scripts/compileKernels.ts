import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SOURCE = fileURLToPath(new URL('../src/pattern/assembly/kernels.ts', import.meta.url));
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
/** Characters of the string to a line. */
const LINE = 90;

/** The module with the compiled kernels, as text. */
export async function compileKernels(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mauguin-kernels-'));
  try {
    const wasm = join(folder, 'kernels.wasm');
    const asc = createRequire(import.meta.url).resolve('assemblyscript/package.json');
    const compiler = join(dirname(asc), 'bin', 'asc.js');
    await promisify(execFile)(process.execPath, [compiler, SOURCE, '-o', wasm, ...OPTIONS]);
    return moduleText((await readFile(wasm)).toString('base64'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
