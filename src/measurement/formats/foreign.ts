import { failure } from '../measurement.ts';
import type { Format, SourceFile } from './format.ts';

/** Leading bytes, as Latin-1, of files that are no text. */
const SIGNATURES: readonly (readonly [prefix: string, name: string])[] = [
  ['RAW ', 'a Bruker RAW file, version 1'],
  ['RAW2', 'a Bruker RAW file, version 2'],
  ['RAW1.', 'a Bruker RAW file, version 3'],
  ['RAW4.', 'a Bruker RAW file, version 4'],
  ['\x1f\x8b', 'a gzip archive; unpack it first'],
  ['PK\x03\x04', 'a zip archive, as BRML, RASX and XLSX files are'],
  ['\x89HDF', 'an HDF5 or NeXus file'],
  ['\xd0\xcf\x11\xe0', 'an old Excel file'],
  ['\x89PNG', 'a PNG picture'],
  ['%PDF', 'a PDF document'],
];

/** Marks of text formats near the start of the file. */
const MARKS: readonly (readonly [mark: RegExp, name: string])[] = [
  [/<xrdMeasurement/, 'a PANalytical XRDML file'],
  [/^\s*<(\?xml|!doctype|html)/i, 'an XML or HTML file'],
  [/^BANK\s+\d+\s+\d+/m, 'a GSAS data file'],
  [/^\*RAS_/m, 'a Rigaku RAS file'],
  [/^\*(TYPE|CLASS)\s*=/m, 'a Rigaku ASC file'],
  [/^_(FILEVERSION|2THETACOUNTS|COUNTS)\b/m, 'a Bruker UXD file'],
  [/^data_[\s\S]*^\s*(loop_|_\w+)/m, 'a CIF'],
  [/^\s*[{[]\s*["{[\d]/, 'a JSON file'],
];

/** Formats that are known by sight but not read. */
export const foreign: Format = {
  name: 'a format that is not read',
  recognises: (file) => foreignName(file) !== undefined,
  read: (file) =>
    failure(
      'unsupported-format',
      `this looks like ${foreignName(file)}, which is not read; export two columns, 2θ and intensity`,
    ),
};

function foreignName({ bytes, text }: SourceFile): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  const signature = SIGNATURES.find(([prefix]) => head.startsWith(prefix));
  if (signature) return signature[1];
  const start = text.slice(0, 20_000);
  return MARKS.find(([mark]) => mark.test(start))?.[1];
}
