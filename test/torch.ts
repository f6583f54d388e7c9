import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findTorchPython } from '../src/io/torchPython.ts';

/** An interpreter with torch; undefined, with a word why, where there is none. In CI there must be. */
export async function torchPython(): Promise<string | undefined> {
  try {
    return await findTorchPython();
  } catch (error) {
    if (process.env.CI) throw error;
    console.warn(`skipped: ${(error as Error).message}`);
    return undefined;
  }
}

/**
 * A command that does something in a shell before it becomes the interpreter; it leaves the number of
 * each process in `pid-RANK` of the folder.
 */
export async function wrappedPython(folder: string, python: string, before = ''): Promise<string> {
  const path = join(folder, `python-${before.replaceAll(/\W/g, '')}`);
  const lines = ['#!/bin/sh', `[ -n "$RANK" ] && echo $$ > '${folder}'/pid-$RANK`, before];
  await writeFile(path, [...lines, `exec ${python} "$@"`, ''].join('\n'));
  await chmod(path, 0o755);
  return path;
}

export const pidOfRank = async (folder: string, rank: number): Promise<number> =>
  Number(await readFile(join(folder, `pid-${rank}`), 'utf8'));
