import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkReadable, readHead, readLines } from './textFiles.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const { text, number } of readLines(path)) lines[number - 1] = text;
  return lines;
}

describe('lines', () => {
  test('of LF and CR LF, with and without a last line end', async () => {
    const path = await file('ends.txt', '\ufeffa\r\nb\n\nc');
    expect(await linesOf(path)).toEqual(['a', 'b', '', 'c']);
    expect(await linesOf(await file('last.txt', 'a\n'))).toEqual(['a']);
  });

  test('are the same plain and compressed, across chunks and members', async () => {
    // longer than a chunk of 256 KiB; `Å` falls on the boundary in some place
    const text = Array.from({ length: 40_000 }, (_, i) => `line ${i} of 10 Å`).join('\n');
    const plain = await linesOf(await file('long.txt', text));
    expect(plain).toEqual(text.split('\n'));
    const members = Buffer.concat([gzipSync(text.slice(0, 5000)), gzipSync(text.slice(5000))]);
    expect(await linesOf(await file('long.gz', members))).toEqual(plain);
  });

  test('make up the text again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', '\n', 'é', '𝄞') }), async (text) => {
        const lines = await linesOf(await file('any.txt', text));
        expect(lines.join('\n')).toBe(text.endsWith('\n') ? text.slice(0, -1) : text);
      }),
      { numRuns: 50 },
    );
  });
});

test('the head stops early', async () => {
  expect(await readHead(await file('head.txt', 'abc\ndef\nghi\n'), 5)).toBe('abc\nd');
});

describe('what is wrong names the file', () => {
  test.each([
    ['a missing file', () => join(folder, 'none'), 'none: cannot be read: there is no such file'],
    ['a folder', () => folder, 'is a folder; name the files in it, such as'],
    ['an empty file', () => file('empty', ''), 'empty: is empty'],
  ])('%s', async (_, path, message) => {
    await expect(checkReadable(await path())).rejects.toThrow(message);
  });

  test('damaged and cut gzip', async () => {
    const whole = gzipSync('some text that is compressed, some text that is compressed');
    const damaged = Uint8Array.from(whole, (byte, i) => (i === 15 ? byte ^ 0xff : byte));
    await expect(linesOf(await file('bad.gz', damaged))).rejects.toThrow(
      /bad.gz: cannot be read: its gzip data are damaged/,
    );
    await expect(linesOf(await file('cut.gz', whole.subarray(0, 20)))).rejects.toThrow(
      /cut.gz: cannot be read: its gzip data end too early/,
    );
  });

  test('a folder or missing file read all the same', async () => {
    await mkdir(join(folder, 'sub'), { recursive: true });
    await expect(linesOf(join(folder, 'sub'))).rejects.toThrow(
      /sub: cannot be read: it is a folder/,
    );
    await expect(linesOf(join(folder, 'none'))).rejects.toThrow(/there is no such file/);
  });
});
