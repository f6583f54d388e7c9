import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFileAtomic } from './atomic.ts';
import { sha256, sha256OfFile } from './hash.ts';
import { InputError, unwritable } from './inputError.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file is replaced whole', async () => {
  const path = join(folder, 'a.txt');
  await writeFileAtomic(path, 'first, the longer');
  await writeFileAtomic(path, 'second');
  expect(await readFile(path, 'utf8')).toBe('second');
  expect(await readdir(folder)).toEqual(['a.txt']);
});

test('a failure leaves nothing behind', async () => {
  await mkdir(join(folder, 'taken'));
  const writing = writeFileAtomic(join(folder, 'taken'), 'a file cannot replace a folder');
  await expect(writing).rejects.toThrow(InputError);
  expect(await readdir(folder)).toEqual(['taken']);
  await expect(writeFileAtomic(join(folder, 'no', 'x'), '')).rejects.toThrow(
    /x: cannot be written: there is no such file or folder/,
  );
});

test('a full disk is said in words', () => {
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
  });
  expect(unwritable('a.npy', error).message).toBe(
    'a.npy: cannot be written: the disk is full; make room and do the same again',
  );
});

test('checksums', async () => {
  // FIPS 180-2, appendix B.1: the message "abc"
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(sha256('abc')).toBe(abc);
  await writeFileAtomic(join(folder, 'abc'), new TextEncoder().encode('abc'));
  expect(await sha256OfFile(join(folder, 'abc'))).toBe(abc);
  await expect(sha256OfFile(join(folder, 'none'))).rejects.toThrow(/none: cannot be read/);
});
