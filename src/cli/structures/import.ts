import { Command, InvalidArgumentError, Option } from 'commander';
import { ELEMENTS } from '../../crystal/index.ts';
import type { SymmetryChoice } from '../../dataset/index.ts';
import {
  type ImportOptions,
  InputError,
  importOptimade,
  importStructures,
  type OptimadeEvent,
} from '../../io/index.ts';
import { EXIT } from '../failure.ts';
import { interruptSignal } from '../interrupt.ts';
import {
  nonNegativeNumber,
  positiveInteger,
  positiveNumber,
  share,
  workerCount,
} from '../numbers.ts';
import { note } from '../output.ts';
import { type Progress, showProgress } from '../progress.ts';
import { tellImport } from './importText.ts';

export interface ImportFlags {
  readonly out: string;
  readonly ids?: string;
  readonly maxVolume?: number;
  readonly maxAtoms?: number;
  readonly maxElements?: number;
  readonly without?: readonly string[];
  readonly symmetry: SymmetryChoice;
  readonly symprec: number;
  readonly duplicates: 'merge' | 'keep';
  readonly volumeTolerance: number;
  readonly patternDistance: number;
  readonly experimental?: true;
  readonly optimade?: string;
  readonly filter?: string;
  readonly limit?: number;
  readonly rate: number;
  readonly workers: number;
  readonly json: boolean;
}

/** `mauguin structures import` */
export const importCommand = (): Command =>
  new Command('import')
    .description('gather structures from files and databases, curated, as structure lines')
    .argument(
      '[source...]',
      'files, folders, archives: CIF, structure lines, CSV with CIFs, POSCAR',
    )
    .requiredOption('--out <file>', 'structure lines, .jsonl or .jsonl.gz')
    .option('--optimade <url>', 'instead of sources: base URL of an OPTIMADE database')
    .option('--filter <text>', 'which of its structures, in the language of OPTIMADE')
    .option('--limit <n>', 'at most so many of its structures', positiveInteger)
    .option('--rate <x>', 'requests a second', positiveNumber, 1)
    .option('--ids <file>', 'take only these, one id a line')
    .option('--max-volume <Å3>', 'leave out larger cells', positiveNumber)
    .option('--max-atoms <n>', 'leave out cells of more atoms', positiveInteger)
    .option('--max-elements <n>', 'leave out structures of more elements', positiveInteger)
    .option('--without <list>', 'leave out structures with these elements: Pu,Am', elementList)
    .addOption(
      new Option(
        '--symmetry <choice>',
        'space group: from the atoms, the source, or only if the same',
      )
        .choices(['derived', 'source', 'drop'])
        .default('derived'),
    )
    .option('--symprec <Å>', 'how far an atom may lie from its place', positiveNumber, 0.01)
    .addOption(
      new Option('--duplicates <choice>', 'structures that are the same')
        .choices(['merge', 'keep'])
        .default('merge'),
    )
    .option('--volume-tolerance <x>', 'of duplicates, in volume per atom', share, 0.05)
    .option('--pattern-distance <x>', 'of duplicates, 0 to 1', nonNegativeNumber, 0.1)
    .option('--experimental', 'note structures that do not say as measured')
    .option('--workers <n>', 'threads', positiveInteger, workerCount())
    .option('--json', 'print a summary as one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin structures import cifs/ --out mine.jsonl.gz --max-volume 2000
  mauguin structures import icsd.tar.gz --ids paper.txt --experimental --out icsd.jsonl.gz
  mauguin structures import mp_20/train.csv mp_20/val.csv --symprec 0.1 --out mp20.jsonl.gz
  mauguin structures import --optimade https://optimade.materialsproject.org \\
    --filter 'elements HAS ALL "Si","O" AND nelements=2' --out silica.jsonl.gz

What is left out, and why, is listed beside the output: mine.dropped.jsonl. Nothing wrong with one
structure or file stops the others.`,
    )
    .action(runImport);

async function runImport(sources: readonly string[], flags: ImportFlags): Promise<void> {
  const { optimade } = flags;
  if (sources.length === 0 && optimade === undefined) {
    throw new InputError(
      'name files, folders or archives to import, or a database: --optimade URL',
    );
  }
  if (sources.length > 0 && optimade !== undefined) {
    throw new InputError('import files or a database, not both: two imports can be imported again');
  }
  const progress = showProgress('importing', '%');
  const options = optionsOf(flags);
  const onRetry = (message: string) => {
    progress.clear();
    note(message);
  };
  const events =
    optimade === undefined
      ? importStructures(sources, options)
      : importOptimade({ ...options, optimade, ...asked(flags), onRetry });
  const warnings: string[] = [];
  try {
    for await (const event of events) show(event, flags, progress, warnings);
  } finally {
    progress.stop();
  }
}

const asked = ({ filter, limit, rate }: ImportFlags) => ({
  rate,
  ...(filter !== undefined && { filter }),
  ...(limit !== undefined && { limit }),
});

function optionsOf(flags: ImportFlags): ImportOptions {
  const { out, ids, maxVolume, maxAtoms, maxElements, without, experimental } = flags;
  const { symmetry, symprec, workers, volumeTolerance, patternDistance } = flags;
  const limits = { volumeTolerance, patternDistance };
  return {
    out,
    symmetry,
    symprec,
    workers,
    duplicates: flags.duplicates === 'merge' ? limits : undefined,
    signal: interruptSignal(),
    ...(ids !== undefined && { ids }),
    ...(maxVolume !== undefined && { maxVolume }),
    ...(maxAtoms !== undefined && { maxAtoms }),
    ...(maxElements !== undefined && { maxElements }),
    ...(without !== undefined && { without }),
    ...(experimental !== undefined && { experimental }),
  };
}

function show(
  event: OptimadeEvent,
  flags: ImportFlags,
  progress: Progress,
  warnings: string[],
): void {
  switch (event.kind) {
    case 'resumed':
      note(`going on after ${event.state.entries} structures on ${event.state.pages} pages`);
      return;
    case 'page': {
      const { entries, returned, limit } = event.state;
      const all = Math.max(
        entries,
        Math.min(returned ?? entries, limit ?? Number.POSITIVE_INFINITY),
      );
      progress.update(Math.round((100 * entries) / Math.max(1, all)), 100, `${entries} fetched`);
      return;
    }
    case 'warning':
      progress.clear();
      note(event.message);
      warnings.push(event.message);
      return;
    case 'progress':
      progress.update(Math.round(100 * event.share), 100, `${event.counts.kept} structures`);
      return;
    case 'paused':
      progress.clear();
      note('stopped: what was fetched is kept, the same command goes on from there');
      process.exitCode = EXIT.interrupted;
      return;
    case 'stopped':
      progress.clear();
      note(`stopped after ${event.counts.read} structures: nothing was written`);
      process.exitCode = EXIT.interrupted;
      return;
    case 'finished':
      progress.clear();
      tellImport(event.result, flags, warnings);
  }
}

function elementList(text: string): readonly string[] {
  const symbols = text.split(',').map((symbol) => symbol.trim());
  const unknown = symbols.find((symbol) => !ELEMENTS.has(symbol));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is no element.`);
  return symbols;
}
