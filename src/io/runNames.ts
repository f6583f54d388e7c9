import { resolve } from 'node:path';
import { InputError } from './inputError.ts';

/**
 * A name for each folder: its own, with as many folders above it as it takes to tell them apart.
 *
 * @throws InputError when a folder is given twice.
 */
export function runNames(folders: readonly string[]): readonly string[] {
  const paths = folders.map((folder) => resolve(folder));
  const twice = paths.findIndex((path, i) => paths.indexOf(path) < i);
  if (twice >= 0) throw new InputError(`${folders[twice]}: this run is given twice`);
  const parts = paths.map((path) => path.split(/[\\/]/).filter((part) => part !== ''));
  return parts.map((own, i) => {
    const isUnique = (depth: number) =>
      parts.every((other, j) => i === j || nameAt(other, depth) !== nameAt(own, depth));
    let depth = 1;
    while (depth < own.length && !isUnique(depth)) depth++;
    return nameAt(own, depth);
  });
}

const nameAt = (parts: readonly string[], depth: number): string => parts.slice(-depth).join('/');
