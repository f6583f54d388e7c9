import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  INSTRUMENTS,
  type Instrument,
  type ReadInstrumentOptions,
  readInstrumentFile,
} from '../pattern/index.ts';
import { InputError, unreadable } from './inputError.ts';
import { checkReadable } from './textFiles.ts';

/** An instrument, and what was assumed or left out in reading it. */
export interface OpenedInstrument {
  readonly instrument: Instrument;
  readonly warnings: readonly string[];
}

/** Bytes; instrument files are a page of text. */
const LARGEST = 2 ** 20;

/**
 * The instrument of a name, or else of a file: our own JSON, GSAS-II `.instprm`, GSAS `.prm`,
 * FullProf `.irf`.
 *
 * @throws InputError when there is neither, or when the file cannot be used.
 */
export async function openInstrument(
  nameOrPath: string,
  options: ReadInstrumentOptions = {},
): Promise<OpenedInstrument> {
  const preset = INSTRUMENTS.find(({ name }) => name === nameOrPath.toLowerCase());
  if (preset !== undefined) {
    const { grid = preset.grid } = options;
    return { instrument: { ...preset, grid }, warnings: [] };
  }
  const result = readInstrumentFile(await readText(nameOrPath), basename(nameOrPath), options);
  if (result.ok) return { instrument: result.instrument, warnings: result.warnings };
  const { message, line } = result.fault;
  const where = line === undefined ? nameOrPath : `${nameOrPath}:${line}`;
  throw new InputError(`${where}: ${message}`);
}

/** Letters beyond ASCII are seldom UTF-8 here, and stand in titles only. */
async function readText(path: string): Promise<string> {
  try {
    const size = await checkReadable(path);
    if (size > LARGEST) throw new InputError(`${path}: is too long for an instrument file`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { cause?: NodeJS.ErrnoException }).cause?.code !== 'ENOENT') {
      throw unreadable(path, error);
    }
    const known = INSTRUMENTS.map(({ name }) => name).join(', ');
    throw new InputError(`no instrument and no file is named "${path}"; known: ${known}`);
  }
}
