import { z } from 'zod';
import { inputRecord, simulationSettings } from '../dataset/index.ts';
import { InputError } from './inputError.ts';

/** Everything that decides the bytes of a data set. */
export const buildPlan = z.object({
  packageVersion: z.string(),
  commit: z.string().exactOptional(),
  createdWith: simulationSettings,
  inputs: z.array(inputRecord),
});

export type BuildPlan = Readonly<z.infer<typeof buildPlan>>;

/**
 * Holds a folder to one plan. Inputs go by their content, not their names.
 *
 * @throws InputError naming what differs, so that a person can tell a slip from a new data set.
 */
export function refuseOtherPlan(folder: string, found: BuildPlan, wanted: BuildPlan): void {
  const before = decisions(found);
  const now = decisions(wanted);
  const changes = [...new Set([...before.keys(), ...now.keys()])]
    .filter((key) => canonical(before.get(key)) !== canonical(now.get(key)))
    .map((key) => `${key}: ${brief(before.get(key))} there, ${brief(now.get(key))} now`);
  if (changes.length === 0) return;
  throw new InputError(
    `${folder}: holds a data set of other options (${changes.join('; ')}); ` +
      'repeat those, choose another folder, or delete this one',
  );
}

function decisions({ packageVersion, commit, createdWith, inputs }: BuildPlan) {
  const { instrument, ...settings } = createdWith;
  return new Map<string, unknown>([
    ...Object.entries({ ...settings, ...instrument }),
    ['packageVersion', packageVersion],
    ['commit', commit],
    ['inputs', inputs.map((input) => input.sha256.slice(0, 12))],
  ]);
}

/** JSON with sorted keys: equal values give equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function brief(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) {
    return value.join(' ');
  }
  return typeof value === 'object' ? canonical(value) : String(value);
}
