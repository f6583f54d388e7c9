import { existsSync, readFileSync } from 'node:fs';
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

/** Cells of a CSV file without its header. */
export const csvRows = (path: string): readonly (readonly string[])[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
