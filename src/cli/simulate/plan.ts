import { checkFigureName, InputError } from '../../io/index.ts';
import type { SimulateFlags } from './flags.ts';

/** Where the texts of crystals go. */
export type Destination =
  | { readonly kind: 'stdout' }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'folder'; readonly folder: string };

/** What is to be written. */
export interface Plan {
  readonly patterns: Destination | undefined;
  readonly reflections: Destination | undefined;
}

/**
 * What the options ask for together.
 *
 * @throws InputError when they contradict each other.
 */
export function planOf(flags: SimulateFlags): Plan {
  const { out, format, reflections, plot, compare, json, counts } = flags;
  if (format === 'xye' && counts === undefined) {
    throw new InputError('--format xye needs --counts: a calculated pattern has no sigma');
  }
  if (plot !== undefined) checkFigureName(plot);
  if (compare !== undefined) checkComparison(flags);
  const isAllAskedFor = [reflections, plot, compare].every((flag) => flag === undefined);
  const folder = out === undefined ? undefined : ({ kind: 'folder', folder: out } as const);
  const wanted = out !== undefined || format !== undefined || isAllAskedFor;
  const plan: Plan = {
    patterns: wanted ? (folder ?? { kind: 'stdout' }) : undefined,
    reflections: reflections === undefined ? undefined : listDestination(reflections, folder),
  };
  const printed = [plan.patterns, plan.reflections].filter((to) => to?.kind === 'stdout').length;
  if (json && printed > 0) throw new InputError('--json needs --out');
  if (printed + (compare === undefined ? 0 : 1) > 1) {
    throw new InputError('of pattern, list and comparison only one can be printed: give --out');
  }
  return plan;
}

function checkComparison({ counts, background, hump, incoherent }: SimulateFlags): void {
  for (const [name, value] of Object.entries({ counts, background, hump, incoherent })) {
    if (value === undefined) continue;
    throw new InputError(`--compare fits scale and background itself: leave --${name} out`);
  }
}

/** A structure that follows `--reflections` would be taken for the name of the list. */
const STRUCTURE = /\.(?:m?cif|jsonl)(?:\.gz)?$/i;

function listDestination(file: string | true, folder: Destination | undefined): Destination {
  if (file === true) return folder ?? { kind: 'stdout' };
  if (STRUCTURE.test(file)) {
    throw new InputError(`--reflections would overwrite ${file}: put it after the structures`);
  }
  if (folder) throw new InputError('--reflections takes no file name together with --out');
  return { kind: 'file', file };
}
