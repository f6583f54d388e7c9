import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { unwritable } from './inputError.ts';

/** Characters gathered before they are handed on: a write for each line would cost more than it. */
const PIECE = 2 ** 16;

/**
 * Writes a file line by line, gzip-compressed when its name ends in `.gz`, under a temporary name
 * beside it: the file is there when `finish` returns, whole, or not at all. The bytes depend on the
 * lines alone.
 */
export class LineWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #input = new PassThrough();
  readonly #file: WriteStream;
  readonly #written: Promise<void>;
  #piece = '';
  #lines = 0;

  constructor(path: string) {
    this.#path = path;
    this.#temporary = `${path}.${process.pid}.tmp`;
    this.#file = createWriteStream(this.#temporary);
    this.#written = /\.gz$/i.test(path)
      ? pipeline(this.#input, createGzip(), this.#file)
      : pipeline(this.#input, this.#file);
    // Met by the next `add` or by `finish`; until then it must not count as unhandled.
    this.#written.catch(() => {});
  }

  /** Lines added so far. */
  get lines(): number {
    return this.#lines;
  }

  /**
   * Adds a line, given without its end.
   *
   * @throws InputError when the file cannot be written; nothing is left then.
   */
  async add(line: string): Promise<void> {
    this.#piece += `${line}\n`;
    this.#lines++;
    if (this.#piece.length >= PIECE) await this.#flush();
  }

  /**
   * Ends the file and gives it its name, in the place of an older one.
   *
   * @throws InputError when it cannot be written; nothing is left then.
   */
  async finish(): Promise<void> {
    await this.#flush();
    this.#input.end();
    try {
      await this.#written;
      const file = await open(this.#temporary, 'r+');
      await file.sync().finally(() => file.close());
      await rename(this.#temporary, this.#path);
    } catch (error) {
      await this.#fail(error);
    }
  }

  /** Gives the file up: nothing of it is left, an older one stays. Harmless after `finish`. */
  async discard(): Promise<void> {
    this.#input.destroy();
    await this.#written.catch(() => {});
    // Opening may still be under way, and would bring the file back.
    if (!this.#file.closed) await once(this.#file, 'close').catch(() => {});
    await rm(this.#temporary, { force: true });
  }

  async #flush(): Promise<void> {
    if (this.#piece === '') return;
    const isTaken = this.#input.write(this.#piece);
    this.#piece = '';
    if (isTaken) return;
    try {
      await Promise.race([once(this.#input, 'drain'), this.#written]);
    } catch (error) {
      await this.#fail(error);
    }
  }

  async #fail(error: unknown): Promise<never> {
    await this.discard();
    throw unwritable(this.#path, error);
  }
}
