export type SourceFormat = 'cif' | 'structure-lines' | 'poscar' | 'optimade';

/** Where something stands. */
export interface Place {
  /** Relative to what was named on the command line, whose own name comes first. */
  readonly file: string;
  /** Its first line, from 1. */
  readonly line: number;
}

/** A text that holds a structure, or a CIF's several, and what its surroundings tell of it. */
export interface SourceText extends Place {
  readonly kind: 'text';
  readonly format: SourceFormat;
  readonly text: string;
  /** Where it comes from, for structures that do not say: the name of a folder, an archive, a file. */
  readonly source: string;
  /** What a table says of it. */
  readonly id?: string;
  readonly spaceGroup?: number;
}

/** Why something that should hold structures could not be read. */
export interface ReadFault {
  readonly kind: 'unreadable' | 'unsafe-archive' | 'link' | 'nested-archive' | 'no-cif-column';
  /** One sentence. */
  readonly message: string;
}

/** Something that could not be read; the others are. */
export interface SourceFault extends Place {
  readonly kind: 'fault';
  readonly fault: ReadFault;
}

/** A file that is none of structures: a folder or an archive may hold others. */
export interface IgnoredFile {
  readonly kind: 'ignored';
  readonly file: string;
}

/** `share`: of the bytes of its file taken so far, 0–1, where that is known. */
export type SourceItem = (SourceText | SourceFault | IgnoredFile) & { readonly share?: number };

export const sourceFault = (
  file: string,
  kind: ReadFault['kind'],
  message: string,
  line = 1,
): SourceFault => ({ kind: 'fault', file, line, fault: { kind, message } });

/** No structure is larger as text, bytes; a member of an archive that is, is no structure. */
export const LONGEST_TEXT = 2 ** 26;
