import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { looksLikePoscar } from '../../crystal/index.ts';
import { InputError, unreadable } from '../inputError.ts';
import { readHead } from '../textFiles.ts';
import { type SourceFault, sourceFault } from './sourceText.ts';

export type SourceKind = 'cif' | 'structure-lines' | 'poscar' | 'csv' | 'tar' | 'zip';

/** A file that holds structures. */
export interface SourceFile {
  readonly path: string;
  /** For reports: relative to what was named, whose own name comes first. */
  readonly file: string;
  readonly kind: SourceKind;
  /** Name of what was named. */
  readonly source: string;
  readonly bytes: number;
}

/** Files of structures, and what was found beside them. */
export interface SourceList {
  readonly files: readonly SourceFile[];
  readonly faults: readonly SourceFault[];
  /** Files in folders that are none of structures. */
  readonly ignored: number;
}

const NAMES: readonly (readonly [RegExp, SourceKind])[] = [
  [/\.m?cif(?:\.gz)?$/i, 'cif'],
  [/\.jsonl(?:\.gz)?$/i, 'structure-lines'],
  [/\.[ct]sv(?:\.gz)?$/i, 'csv'],
  [/\.(?:poscar|vasp)(?:\.gz)?$/i, 'poscar'],
  [/(?:^|\/)(?:POSCAR|CONTCAR)[^/]*$/, 'poscar'],
  [/\.(?:tar|tgz|tar\.gz)$/i, 'tar'],
  [/\.zip$/i, 'zip'],
];

/** Hidden files, and what earlier imports wrote beside their output. */
const NO_SOURCE = /(?:^|\/)\.[^/]*$|\.(?:dropped|optimade)\.jsonl$/i;

/** The kind that a name promises. */
export const kindByName = (name: string): SourceKind | undefined =>
  NO_SOURCE.test(name) ? undefined : NAMES.find(([pattern]) => pattern.test(name))?.[1];

/**
 * The files behind the names on a command line: files as they are named, those in folders by their
 * names, in the order of these, folders within folders too. Links to folders are not followed.
 *
 * @throws InputError when something named is not there.
 */
export async function listSources(paths: readonly string[]): Promise<SourceList> {
  const files: SourceFile[] = [];
  const faults: SourceFault[] = [];
  let ignored = 0;
  for (const path of paths) {
    const info = await stat(path).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    const source = basename(resolve(path));
    if (!info.isDirectory()) {
      const found = await inspectFile(path, source, info.size);
      if ('fault' in found) faults.push(found);
      else files.push(found);
      continue;
    }
    const inside = await listFolder(path, source, source);
    files.push(...inside.files);
    faults.push(...inside.faults);
    ignored += inside.ignored;
  }
  return { files, faults, ignored };
}

async function inspectFile(
  path: string,
  source: string,
  bytes: number,
): Promise<SourceFile | SourceFault> {
  try {
    if (bytes === 0) throw new InputError('is empty');
    const kind = kindByName(source) ?? kindOfText(await readHead(path));
    if (kind !== undefined) return { path, file: source, kind, source, bytes };
    throw new InputError('is neither CIF, structure lines, CSV, POSCAR nor an archive of them');
  } catch (error) {
    return sourceFault(
      source,
      'unreadable',
      error instanceof Error ? error.message : String(error),
    );
  }
}

function kindOfText(head: string): SourceKind | undefined {
  if (head.startsWith('PK\u0003\u0004')) return 'zip';
  if (head.slice(257, 262) === 'ustar') return 'tar';
  if (head.trimStart().startsWith('{')) return 'structure-lines';
  if (/^\s*data_/im.test(head)) return 'cif';
  return looksLikePoscar(head) ? 'poscar' : undefined;
}

async function listFolder(path: string, file: string, source: string): Promise<SourceList> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const files: SourceFile[] = [];
  const faults: SourceFault[] = [];
  let ignored = 0;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = join(path, entry.name);
    const name = `${file}/${entry.name}`;
    const kind = kindByName(entry.name);
    const info = await stat(inner).catch(() => undefined);
    if (entry.isDirectory()) {
      const below = await listFolder(inner, name, source);
      files.push(...below.files);
      faults.push(...below.faults);
      ignored += below.ignored;
    } else if (entry.isSymbolicLink() && info?.isDirectory()) {
      faults.push(sourceFault(name, 'link', 'links to a folder; name that folder itself'));
    } else if (kind === undefined) {
      ignored++;
    } else if (info === undefined) {
      faults.push(sourceFault(name, 'unreadable', 'cannot be read: the link leads nowhere'));
    } else {
      files.push({ path: inner, file: name, kind, source, bytes: info.size });
    }
  }
  return { files, faults, ignored };
}
