import { basename } from 'node:path';
import {
  type CrystalResult,
  type OptimadeOrigin,
  parseStructureLine,
  readCif,
  readOptimade,
  readPoscar,
  type UnlabelledCrystal,
} from '../../crystal/index.ts';
import type { SourceText } from './sourceText.ts';

/** A structure of a source, or why it could not be read. */
export interface ParsedSource {
  /** Names that a list of wanted structures may call it by: its id, its file, a database's number. */
  readonly names: readonly string[];
  /** Its first line, or that of the fault, from 1. */
  readonly line: number;
  readonly result: CrystalResult<UnlabelledCrystal>;
}

/** What is said of structures that do not say it themselves. */
export interface SourceContext {
  readonly experimental?: boolean;
  /** Of the entries of a database. */
  readonly origin?: OptimadeOrigin;
}

/** The structures of a text: one, or a CIF's several. */
export function parseSource(item: SourceText, context: SourceContext): readonly ParsedSource[] {
  return readText(item, context).map((result) => {
    const id = result.ok ? result.crystal.id : result.fault.where;
    const completed = result.ok
      ? { ...result, crystal: complete(result.crystal, item, context) }
      : { ok: false as const, fault: withId(result.fault, item) };
    const line = result.ok ? item.line : item.line + (result.fault.line ?? 1) - 1;
    return { names: namesOf(item, id), line, result: completed };
  });
}

function readText(
  { format, text, file, source }: SourceText,
  { origin }: SourceContext,
): readonly CrystalResult<UnlabelledCrystal>[] {
  switch (format) {
    case 'cif':
      return readCif(text, basename(file));
    case 'structure-lines':
      return [parseStructureLine(text)];
    case 'poscar':
      return [readPoscar(text, stemOf(file), source)];
    case 'optimade':
      if (!origin) throw new TypeError('entries of a database need its origin');
      return [readOptimade(JSON.parse(text), origin)];
  }
}

function complete(
  crystal: UnlabelledCrystal,
  { format, source, id, spaceGroup }: SourceText,
  { experimental }: SourceContext,
): UnlabelledCrystal {
  return {
    ...(experimental !== undefined && { experimental }),
    ...crystal,
    ...(format === 'cif' && { source }),
    ...(id !== undefined && { id }),
    ...(spaceGroup !== undefined && { spaceGroup }),
  };
}

const withId = <F extends { readonly where?: string }>(fault: F, { id }: SourceText): F =>
  id === undefined ? fault : { ...fault, where: id };

/** A file's name without folder and ending. */
const stemOf = (file: string): string =>
  basename(file).replace(/(?:\.(?:m?cif|vasp|poscar))?(?:\.gz)?$/i, '');

/** Numbers of the ICSD, the COD and the CSD, as their CIFs state them. */
const DATABASE_CODE =
  /^\s*_(?:database_code_(?:icsd|csd)|cod_database_code|database_code_depnum_ccdc_archive)\s+['"]?([^\s'"]+)/gim;

function namesOf({ format, text, file, id }: SourceText, own = ''): readonly string[] {
  const names = [own, id ?? ''];
  if (format === 'cif') {
    names.push(...[...text.matchAll(DATABASE_CODE)].map(([, code]) => code!));
    if (id === undefined) names.push(stemOf(file));
  }
  // The ICSD calls its blocks `1234-ICSD`; a database's own id stands behind its prefix.
  const shorter = own.replace(/-ICSD$/i, '');
  if (format === 'optimade') names.push(own.slice(own.indexOf('/') + 1));
  return [...new Set([...names, shorter])].filter((name) => name !== '');
}
