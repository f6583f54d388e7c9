import { basename } from 'node:path';
import { type CrystalResult, parseStructureLine, readCif } from '../crystal/index.ts';
import type { InputRecord } from '../dataset/index.ts';
import { sha256OfFile } from './hash.ts';
import { InputError } from './inputError.ts';
import { checkReadable, readHead, readLines } from './textFiles.ts';

export type StructureFormat = 'structure-lines' | 'cif';

/** A file of structures, ready to be read. */
export interface StructureFile extends InputRecord {
  readonly path: string;
  readonly format: StructureFormat;
}

/** The text of one structure, or of one CIF data block, and where it stands. */
export interface StructureText {
  readonly format: StructureFormat;
  readonly text: string;
  readonly file: string;
  /** Its first line, from 1. */
  readonly line: number;
  /** Bytes of the file taken so far. */
  readonly bytesRead: number;
}

/** A structure read from a file, or why it could not be; `line` counts from 1. */
export type LoadedCrystal = {
  readonly file: string;
  readonly line: number;
  readonly format: StructureFormat;
} & CrystalResult;

/**
 * Looks at a file of structures: CIF, or one JSON structure a line, either gzip-compressed or plain.
 *
 * @throws InputError when it is missing, a folder, empty, binary, or neither.
 */
export async function inspectStructureFile(path: string): Promise<StructureFile> {
  const bytes = await checkReadable(path);
  const head = await readHead(path);
  if (head.includes('\0')) throw new InputError(`${path}: is binary, not a text of structures`);
  if (head.trim() === '') throw new InputError(`${path}: holds nothing but blank lines`);
  const format = formatOf(path, head);
  return { path, name: basename(path), format, bytes, sha256: await sha256OfFile(path) };
}

function formatOf(path: string, head: string): StructureFormat {
  if (head.trimStart().startsWith('{')) return 'structure-lines';
  if (/^\s*data_/im.test(head) || /\.m?cif(\.gz)?$/i.test(path)) return 'cif';
  if (/\.jsonl(\.gz)?$/i.test(path)) return 'structure-lines';
  throw new InputError(`${path}: is neither CIF nor a file of one JSON structure a line`);
}

/** The texts of structures in a file, in order, blank lines passed over. */
export async function* readStructureTexts(
  file: Pick<StructureFile, 'path' | 'format'>,
): AsyncGenerator<StructureText> {
  const { path, format } = file;
  if (format === 'cif') {
    yield* readCifBlocks(file);
    return;
  }
  for await (const { text, number, bytesRead } of readLines(path)) {
    if (text.trim() !== '') yield { format, text, file: path, line: number, bytesRead };
  }
}

/** A tag that a block with a structure must have. */
const OF_A_STRUCTURE = /(?:^|\s)_(?:cell_(?:length|angle)|atom_site)_/i;

/**
 * Cuts a CIF before each `data_` heading outside text fields, so that none is held whole. Blocks
 * without cell and atoms, such as a publication's text, are passed over unless there are no others.
 */
async function* readCifBlocks({
  path,
  format,
}: Pick<StructureFile, 'path' | 'format'>): AsyncGenerator<StructureText> {
  let block: CifText = { lines: [], start: 1, hasHeading: false, hasStructure: false };
  let inTextField = false;
  let found = 0;
  let bytesRead = 0;
  const structureText = (): StructureText => {
    found++;
    return { format, text: block.lines.join('\n'), file: path, line: block.start, bytesRead };
  };
  for await (const line of readLines(path)) {
    if (line.text.startsWith(';')) inTextField = !inTextField;
    const isHeading = !inTextField && /^\s*data_/i.test(line.text);
    if (isHeading && block.hasHeading) {
      if (block.hasStructure) yield structureText();
      block = { lines: [], start: line.number, hasHeading: true, hasStructure: false };
    }
    block.hasHeading ||= isHeading;
    block.hasStructure ||= !inTextField && OF_A_STRUCTURE.test(line.text);
    block.lines.push(line.text);
    bytesRead = line.bytesRead;
  }
  if (block.hasStructure || found === 0) yield structureText();
}

/** Lines of a data block, from line `start` of the file. */
interface CifText {
  readonly lines: string[];
  readonly start: number;
  hasHeading: boolean;
  hasStructure: boolean;
}

/** The structures of a text; faults of a CIF count their lines in its file. */
export function parseStructureText(item: StructureText): readonly LoadedCrystal[] {
  const { format, text, file, line } = item;
  const results = format === 'cif' ? readCif(text, basename(file)) : [parseStructureLine(text)];
  return results.map((result) => ({
    ...result,
    file,
    format,
    line: result.ok ? line : line + (result.fault.line ?? 1) - 1,
  }));
}

/**
 * Reads the structures of files one after the other; a broken one is a fault among the others.
 *
 * @throws InputError when a file cannot be read at all.
 */
export async function* loadCrystals(paths: readonly string[]): AsyncGenerator<LoadedCrystal> {
  for (const path of paths) {
    for await (const item of readStructureTexts(await inspectStructureFile(path))) {
      yield* parseStructureText(item);
    }
  }
}
