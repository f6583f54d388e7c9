import type { BuildPlan } from '../dataset/index.ts';
import { InputError } from './inputError.ts';

/**
 * Holds a folder to one plan. Inputs go by their content, not their names.
 *
 * @throws InputError naming what differs, so that a person can tell a slip from a new data set.
 */
export function refuseOtherPlan(folder: string, found: BuildPlan, wanted: BuildPlan): void {
  const changes = planDifferences(found, wanted).map(
    ({ what, first, second }) => `${what}: ${first} there, ${second} now`,
  );
  if (changes.length === 0) return;
  throw new InputError(
    `${folder}: holds a data set of other options (${changes.join('; ')}); ` +
      'repeat those, choose another folder, or delete this one',
  );
}

interface PlanDifference {
  readonly what: string;
  readonly first: string;
  readonly second: string;
}

/** Where two plans differ, in words. */
export function planDifferences(one: BuildPlan, other: BuildPlan): readonly PlanDifference[] {
  const [first, second] = [decisions(one), decisions(other)];
  return [...new Set([...first.keys(), ...second.keys()])]
    .filter((key) => canonical(first.get(key)) !== canonical(second.get(key)))
    .map((what) => ({ what, first: brief(first.get(what)), second: brief(second.get(what)) }));
}

function decisions({ createdWith, inputs, part, ...rest }: BuildPlan) {
  const { instrument, ...settings } = createdWith;
  return new Map<string, unknown>([
    ...Object.entries({ ...settings, ...instrument }),
    ['packageVersion', rest.packageVersion],
    ['commit', rest.commit],
    ['shard', part && `${part.index}/${part.of}`],
    ['sampledFrom', rest.sampledFrom],
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
