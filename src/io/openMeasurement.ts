import { readFile } from 'node:fs/promises';
import { type Measurement, type MeasurementFault, readMeasurement } from '../measurement/index.ts';
import { InputError } from './inputError.ts';
import { checkReadable } from './textFiles.ts';

/**
 * The scan in a diffractometer file.
 *
 * @throws InputError when the file cannot be read or holds none.
 */
export async function openMeasurement(path: string): Promise<Measurement> {
  await checkReadable(path);
  const read = readMeasurement(await readFile(path), path);
  if (read.ok) return read.measurement;
  throw measurementError(path, read.fault);
}

/** A fault of a measurement with the file and, where known, the line it stands in. */
export const measurementError = (path: string, { line, message }: MeasurementFault): InputError =>
  new InputError(`${line === undefined ? path : `${path}:${line}`}: ${message}`);
