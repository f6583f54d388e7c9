import type { MeasurementResult } from '../measurement.ts';

/** A file as the formats see it. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The bytes as text, without byte order mark; bytes that are no text become U+FFFD. */
  readonly text: string;
}

/** One file format. To add one: a file beside this, and a row in `readMeasurement.ts`. */
export interface Format {
  readonly name: string;
  /** Whether the content (never the name alone) is of this format. Cheap: looks at the start. */
  recognises(file: SourceFile): boolean;
  read(file: SourceFile): MeasurementResult;
}
