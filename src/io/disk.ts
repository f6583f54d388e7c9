import { appendFile } from 'node:fs/promises';
import { writeFileAtomic } from './atomic.ts';
import { unwritable } from './inputError.ts';

/** The two ways a long job writes; a test hands in one that fails. */
export interface Disk {
  /** Whole or not at all. */
  write(path: string, content: Uint8Array | string): Promise<void>;
  append(path: string, text: string): Promise<void>;
}

export const localDisk: Disk = {
  write: writeFileAtomic,
  async append(path, text) {
    try {
      await appendFile(path, text);
    } catch (error) {
      throw unwritable(path, error);
    }
  },
};
