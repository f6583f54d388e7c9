import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../shared/', import.meta.url));

/**
 * Path of a file in the project's reference folder, which lies beside a developer's checkout;
 * undefined where there is none. In CI it must be there.
 */
export function sharedPath(relative: string): string | undefined {
  const path = folder + relative;
  if (existsSync(path)) return path;
  if (process.env.CI) throw new Error(`CI needs the reference file ${relative}`);
  return undefined;
}
