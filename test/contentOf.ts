import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '../src/io/index.ts';

/** Every file of a folder with the checksum of its bytes. */
export async function contentOf(path: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(path)).sort();
  const read = async (name: string) => [name, await sha256OfFile(join(path, name))] as const;
  return new Map(await Promise.all(names.map(read)));
}
