import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Crystal, formatStructureLine } from '../crystal/index.ts';
import { InputError, unwritable } from './inputError.ts';
import { LineWriter } from './lineWriter.ts';

/** A file of structure lines being written; it appears when `finish` returns, whole or not at all. */
export class StructureWriter {
  readonly #lines: LineWriter;

  /** @param path checked by `checkStructureOutput`; gzip-compressed when it ends in `.gz` */
  constructor(path: string) {
    this.#lines = new LineWriter(path);
  }

  /** Structures added so far. */
  get count(): number {
    return this.#lines.lines;
  }

  /**
   * Adds a crystal, or its line as `formatStructureLine` gives it: worker threads hand over lines.
   *
   * @throws InputError when the file cannot be written; nothing is left then.
   */
  async add(structure: Crystal | string): Promise<void> {
    const line = typeof structure === 'string' ? structure : formatStructureLine(structure);
    await this.#lines.add(line);
  }

  /** @throws InputError when the file cannot be written; nothing is left then. */
  async finish(): Promise<void> {
    await this.#lines.finish();
  }

  /** Gives the file up: an older one of its name stays. */
  async discard(): Promise<void> {
    await this.#lines.discard();
  }
}

/**
 * Checks the name of a file of structure lines before anything is computed.
 *
 * @throws InputError unless it ends in `.jsonl` or `.jsonl.gz`, in a folder that exists.
 */
export async function checkStructureOutput(path: string): Promise<void> {
  if (!/\.jsonl(?:\.gz)?$/i.test(path)) {
    throw new InputError(`${path}: structure lines are written as .jsonl or .jsonl.gz`);
  }
  const folder = dirname(path);
  const info = await stat(folder).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  if (!info.isDirectory()) throw new InputError(`${folder}: is a file, no folder to write into`);
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new InputError(`${path}: is a folder; name a file`);
}
