import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError, unreadable } from './inputError.ts';

/** A line without its end. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Bytes taken from the file so far, as stored: how far the reading is. */
  readonly bytesRead: number;
}

/** No structure is this long; a line that is, in characters, is no text. */
const LONGEST_LINE = 2 ** 26;

/**
 * Size in bytes of a file that can be read.
 *
 * @throws InputError when it is missing, empty, no file, or forbidden.
 */
export async function checkReadable(path: string): Promise<number> {
  const info = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (info.isDirectory()) {
    throw new InputError(`${path}: is a folder; name the files in it, such as ${path}/*.cif`);
  }
  if (!info.isFile()) throw new InputError(`${path}: is no regular file`);
  if (info.size === 0) throw new InputError(`${path}: is empty`);
  return info.size;
}

/**
 * Streams the lines of a text file, gzip-compressed or plain, whatever its name says. Ends in LF or
 * CR LF; a byte-order mark is dropped.
 *
 * @throws InputError when the file cannot be read, is damaged or is no text.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const compressed = await isGzip(path);
  const decoder = new TextDecoder();
  const source = createReadStream(path, { highWaterMark: 2 ** 18 });
  let rest = '';
  let number = 0;
  const line = (text: string): Line => ({
    text: text.endsWith('\r') ? text.slice(0, -1) : text,
    number: ++number,
    bytesRead: source.bytesRead,
  });
  try {
    for await (const chunk of compressed ? gunzip(source) : source) {
      const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      rest = parts.pop()!;
      if (rest.length > LONGEST_LINE) throw new InputError(`${path}: is no text of lines`);
      for (const text of parts) yield line(text);
    }
    rest += decoder.decode();
    if (rest !== '') yield line(rest);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    source.destroy();
  }
}

/** The first lines of a text, at most `limit` characters. */
export async function readHead(path: string, limit = 2 ** 16): Promise<string> {
  let head = '';
  for await (const { text } of readLines(path)) {
    head += `${text}\n`;
    if (head.length >= limit) break;
  }
  return head.slice(0, limit);
}

/** Whether a file begins as gzip-compressed ones do. */
export async function isGzip(path: string): Promise<boolean> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { buffer } = await file.read({ buffer: new Uint8Array(2), length: 2, position: 0 });
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file?.close();
  }
}

/** The bytes of a file, inflated where it is gzip-compressed. */
export async function openBytes(path: string): Promise<Readable> {
  const compressed = await isGzip(path);
  const source = createReadStream(path, { highWaterMark: 2 ** 18 });
  return compressed ? gunzip(source) : source;
}

function gunzip(source: Readable): Readable {
  const inflated = createGunzip();
  source.once('error', (error) => inflated.destroy(error));
  return source.pipe(inflated);
}
