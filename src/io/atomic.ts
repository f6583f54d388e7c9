import { open, rename, rm } from 'node:fs/promises';
import { unwritable } from './inputError.ts';

/**
 * Writes a file whole or not at all: under a temporary name beside it, flushed to the disk, then
 * renamed. A reader sees the old content or the new, even after a kill or a power failure.
 *
 * @throws InputError when it cannot be written, the disk being full for instance; nothing is left.
 */
export async function writeFileAtomic(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw unwritable(path, error);
  }
}
