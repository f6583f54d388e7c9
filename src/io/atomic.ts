import { open, rename, rm } from 'node:fs/promises';
import { unwritable } from './inputError.ts';

/**
 * Writes a file whole or not at all: under a temporary name beside it, flushed to the disk, then
 * renamed. A reader sees the old content or the new, even after a kill or a power failure.
 *
 * @throws InputError when it cannot be written, the disk being full for instance; nothing is left.
 */
export function writeFileAtomic(path: string, content: Uint8Array | string): Promise<void> {
  return makeAtomic(path, async (temporary) => {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

/**
 * The same of a file or folder that `make` writes at the path it is given.
 *
 * @throws InputError when it cannot be made; nothing is left.
 */
export async function makeAtomic(
  path: string,
  make: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await make(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw unwritable(path, error);
  }
}
