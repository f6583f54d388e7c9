import type { Grid } from '../instrument.ts';
import { instrumentSchema } from '../instrumentSchema.ts';
import { checkInstrument } from './draft.ts';
import { failure, type InstrumentResult } from './result.ts';

export const isJson = (text: string): boolean => /^\s*\{/.test(text);

/**
 * Reads an instrument in our own form; a wanted grid takes the place of its own. The `$schema` by which
 * editors find ours is no part of it.
 */
export function readInstrumentJson(text: string, grid: Grid | undefined): InstrumentResult {
  let value: unknown;
  try {
    const { $schema: _, ...rest } = JSON.parse(text) as Record<string, unknown>;
    value = rest;
  } catch (error) {
    return failure('syntax', `the file is no JSON: ${(error as Error).message}`);
  }
  const result = instrumentSchema.safeParse(value);
  if (result.success) return checkInstrument({ ...result.data, ...(grid && { grid }) }, []);
  const issues = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'instrument'}: ${message}`,
  );
  return failure('schema', issues.join('; '));
}
