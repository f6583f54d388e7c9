import type { Grid } from '../instrument.ts';
import { completeDraft, type DraftResult } from './draft.ts';
import { isFullprof, readFullprof } from './fullprof.ts';
import { isGsas, readGsas } from './gsas.ts';
import { isGsas2, readGsas2 } from './gsas2.ts';
import { isJson, readInstrumentJson } from './json.ts';
import { failure, type InstrumentResult } from './result.ts';

export interface ReadInstrumentOptions {
  /** Instead of the range that the file states, or that has to be assumed. */
  readonly grid?: Grid;
}

interface Format {
  recognises(text: string, fileName: string): boolean;
  read(text: string): DraftResult;
}

/** In the order in which they are tried. */
const FORMATS: readonly Format[] = [
  { recognises: isGsas2, read: readGsas2 },
  { recognises: isGsas, read: readGsas },
  { recognises: isFullprof, read: readFullprof },
];

/**
 * Reads an instrument from a file: our own JSON, GSAS-II `.instprm`, GSAS `.prm`, FullProf `.irf`.
 * The format is told from the content. Widths that are not real somewhere in the range, time of
 * flight and missing wavelengths are refused; what is left out or assumed is a warning.
 */
export function readInstrumentFile(
  text: string,
  fileName: string,
  { grid }: ReadInstrumentOptions = {},
): InstrumentResult {
  const clean = text.replace(/^\ufeff/, '').replaceAll('\u001a', '');
  if (clean.trim() === '') return failure('empty', 'the file holds nothing but blanks');
  if (isJson(clean)) return readInstrumentJson(clean, grid);
  const format = FORMATS.find((candidate) => candidate.recognises(clean, fileName));
  if (format === undefined) return failure('unknown-format', unknown(fileName));
  const result = format.read(clean);
  if (!result.ok) return result;
  const name = nameOf(fileName);
  const source = `${fileName}: ${result.draft.source}`;
  return completeDraft({ ...result, draft: { ...result.draft, source } }, name, grid);
}

const unknown = (fileName: string): string =>
  /\.pcr$/i.test(fileName)
    ? 'the file is a FullProf refinement (.pcr): put its radiation, wavelengths and U V W X Y Z into a ' +
      'resolution file (.irf), lines JOBT, WAVE and the six numbers'
    : 'the file is none that is known: GSAS-II .instprm, GSAS .prm, FullProf .irf or our own JSON';

/** `inst/BT1 Cu311.prm` is `BT1 Cu311`. */
const nameOf = (fileName: string): string =>
  fileName
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .trim() || 'instrument';
