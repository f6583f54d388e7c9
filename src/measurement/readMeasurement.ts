import { columns } from './formats/columns.ts';
import { foreign } from './formats/foreign.ts';
import type { Format, SourceFile } from './formats/format.ts';
import { failure, type MeasurementResult } from './measurement.ts';

/** In the order in which they are tried; the last takes what is left. */
const FORMATS: readonly Format[] = [foreign, columns];

/** Reads a diffractometer file; the format is told from the content. */
export function readMeasurement(bytes: Uint8Array, fileName: string): MeasurementResult {
  const file: SourceFile = { name: fileName, bytes, text: textOf(bytes) };
  if (file.text.trim() === '') return failure('empty', `${fileName} holds nothing but blanks`);
  const format = FORMATS.find((candidate) => candidate.recognises(file))!;
  if (format === columns && isBinary(file.text)) {
    return failure('binary', `${fileName} is a binary file of a kind that is not known`);
  }
  return format.read(file);
}

function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** Text has no NUL and hardly any control characters. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 4096);
  let odd = 0;
  for (let i = 0; i < start.length; i++) {
    const code = start.charCodeAt(i);
    if (code === 0) return true;
    if (code === 0xfffd || (code < 32 && (code < 9 || code > 13) && code !== 26)) odd++;
  }
  return odd > 0.05 * start.length;
}
