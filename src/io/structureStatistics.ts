import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeIssues } from '../dataset/index.ts';
import { type StructureStatistics, statisticsSchema } from '../generation/index.ts';
import { InputError, unreadable } from './inputError.ts';

/** The statistics that come with the package; docs/generation.md says of what. */
const OWN = fileURLToPath(new URL('../../statistics/open-structures.json', import.meta.url));

/**
 * Reads statistics of structures, those of the package by default.
 *
 * @throws InputError when the file is missing or holds something else.
 */
export async function openStatistics(path = OWN): Promise<StructureStatistics> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`${path}: is no JSON; make it with \`mauguin structures fit\``);
  }
  const result = statisticsSchema.safeParse(value);
  if (result.success) return result.data as StructureStatistics;
  throw new InputError(
    `${path}: holds no statistics of structures (make them with \`mauguin structures fit\`): ` +
      describeIssues(result.error).slice(0, 300),
  );
}
