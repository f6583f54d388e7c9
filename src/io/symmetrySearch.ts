import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initSymmetry } from '../crystal/index.ts';

/** Loads the symmetry search, after which `findSymmetry` works; takes some 20 ms. */
export async function loadSymmetrySearch(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm');
  initSymmetry(await readFile(path));
}
