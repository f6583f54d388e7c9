import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { unreadable } from './inputError.ts';

/** SHA-256 of bytes, or of a text as UTF-8; hexadecimal. */
export const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');

/**
 * SHA-256 of a file of any size, hexadecimal.
 *
 * @throws InputError when it cannot be read.
 */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  } catch (error) {
    throw unreadable(path, error);
  }
  return hash.digest('hex');
}
