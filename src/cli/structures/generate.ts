import { Command } from 'commander';
import { chooseSpaceGroups, type GenerationCounts } from '../../generation/index.ts';
import {
  type GenerateEvent,
  generateStructures,
  InputError,
  openStatistics,
} from '../../io/index.ts';
import { EXIT } from '../failure.ts';
import { interruptSignal } from '../interrupt.ts';
import { naturalNumber, positiveInteger, workerCount } from '../numbers.ts';
import { note, print, printJson } from '../output.ts';
import { type Progress, showProgress } from '../progress.ts';

interface GenerateFlags {
  readonly count: number;
  readonly seed: number;
  readonly out: string;
  readonly spaceGroups: string;
  readonly statistics?: string;
  readonly maxAtoms: number;
  readonly workers: number;
  readonly json: boolean;
}

/** `mauguin structures generate` */
export const generateCommand = (): Command =>
  new Command('generate')
    .description('make crystals that never were, of any space group')
    .requiredOption('--count <n>', 'how many', positiveInteger)
    .requiredOption('--out <file>', 'structure lines, .jsonl or .jsonl.gz')
    .option('--seed <n>', 'other crystals for another seed', naturalNumber, 1)
    .option('--space-groups <choice>', 'real, paper, all, or a list such as 1,16-24,225:3', 'real')
    .option('--statistics <file>', 'what to draw from, made by `mauguin structures fit`')
    .option('--max-atoms <n>', 'most atoms in the primitive cell', positiveInteger, 120)
    .option('--workers <n>', 'threads', positiveInteger, workerCount())
    .option('--json', 'print what was counted as one JSON document', false)
    .addHelpText(
      'after',
      `
Space groups: real, as often as in the statistics; paper, the 144 groups of Lolla et al. (2022) as
often as in the statistics; all, the 230 groups alike; a list, alike unless a weight follows a colon.
A crystal that comes out more symmetric than it was meant is dropped and made anew.

Examples:
  mauguin structures generate --count 100000 --out generated.jsonl.gz
  mauguin structures generate --count 23000 --seed 7 --space-groups all --out every-group.jsonl.gz`,
    )
    .action(runGenerate);

async function runGenerate(flags: GenerateFlags): Promise<void> {
  const statistics = await openStatistics(flags.statistics);
  const groups = chooseSpaceGroups(flags.spaceGroups, statistics);
  if (!groups.ok) throw new InputError(`--space-groups: ${groups.message}`);
  const { weights } = groups;
  const { out, count, seed, maxAtoms, workers } = flags;
  const progress = showProgress('generating', 'crystals');
  const settings = { statistics, weights, seed, maxAtoms };
  const signal = interruptSignal();
  try {
    const events = generateStructures({ ...settings, out, count, workers, signal });
    for await (const event of events) show(event, flags, progress);
  } finally {
    progress.stop();
  }
}

function show(event: GenerateEvent, { out, count, json }: GenerateFlags, progress: Progress): void {
  switch (event.kind) {
    case 'progress':
      progress.update(event.counts.made, count);
      return;
    case 'stopped':
      progress.clear();
      note(`stopped after ${event.counts.made} crystals; ${out} was not written`);
      process.exitCode = EXIT.interrupted;
      return;
    case 'finished':
      progress.clear();
      if (json) printJson({ out, ...event.counts, perSecond: Math.round(event.perSecond) });
      else print(`${event.counts.made} crystals in ${out}; ${dropped(event.counts)}`);
  }
}

const dropped = ({ moreSymmetric, other, crowded, abandoned }: GenerationCounts): string =>
  `dropped on the way: ${moreSymmetric} more symmetric, ${other} of no certain symmetry, ` +
  `${crowded} without room for an atom; ${abandoned} space groups given up`;
