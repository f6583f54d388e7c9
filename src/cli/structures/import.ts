import { Command, InvalidArgumentError, Option } from 'commander';
import { ELEMENTS } from '../../crystal/index.ts';
import type { SymmetryChoice } from '../../dataset/index.ts';
import {
  type ImportEvent,
  type ImportOptions,
  InputError,
  importStructures,
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
import { note, print, printJson } from '../output.ts';
import { type Progress, showProgress } from '../progress.ts';

interface ImportFlags {
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

What is left out, and why, is listed beside the output: mine.dropped.jsonl. Nothing wrong with one
structure or file stops the others.`,
    )
    .action(runImport);

async function runImport(sources: readonly string[], flags: ImportFlags): Promise<void> {
  if (sources.length === 0) throw new InputError('name files, folders or archives to import');
  const progress = showProgress('importing', '% of the input');
  try {
    for await (const event of importStructures(sources, optionsOf(flags))) {
      show(event, flags, progress);
    }
  } finally {
    progress.stop();
  }
}

function optionsOf(flags: ImportFlags): ImportOptions {
  const { duplicates, volumeTolerance, patternDistance, json: _, ...options } = flags;
  const limits = duplicates === 'merge' ? { volumeTolerance, patternDistance } : undefined;
  return { ...options, duplicates: limits, signal: interruptSignal() };
}

function show(event: ImportEvent, flags: ImportFlags, progress: Progress): void {
  switch (event.kind) {
    case 'progress':
      progress.update(Math.round(100 * event.share), 100, `${event.counts.kept} structures`);
      return;
    case 'stopped':
      progress.clear();
      note(`stopped after ${event.counts.read} structures: nothing was written`);
      process.exitCode = EXIT.interrupted;
      return;
    case 'finished':
      progress.clear();
      tell(event, flags);
  }
}

type Finished = Extract<ImportEvent, { readonly kind: 'finished' }>;

function tell({ result }: Finished, { out, symprec, symmetry, json }: ImportFlags): void {
  const { counts, missing, report } = result;
  const { read, kept, dropped, unwanted, renamed } = counts;
  if (json) printJson({ out, report, ...counts, missing, symprec, symmetryChoice: symmetry });
  else print(`${kept} of ${read} structures in ${out}`);
  const reasons = Object.entries(dropped).map(([kind, n]) => `${n} ${kind}`);
  if (reasons.length > 0) note(`left out: ${reasons.join(', ')} (see ${report})`);
  if (unwanted > 0) note(`${unwanted} structures are not on the list of ids`);
  if (missing > 0) note(`${missing} ids of the list were not found (see ${report})`);
  if (renamed > 0) note(`${renamed} structures have a new id, theirs being taken (see ${report})`);
  tellSymmetry(counts.symmetry, symprec);
  if ((counts.licences.unknown ?? 0) > 0) {
    note(`${counts.licences.unknown} entries come from a database that states no licence`);
  }
  if (kept > 0) return;
  note(read === 0 ? 'nothing could be read' : 'nothing is left: no file of structures was written');
  process.exitCode = EXIT.usage;
}

function tellSymmetry(
  { same, different, unlabelled }: Finished['result']['counts']['symmetry'],
  symprec: number,
): void {
  if (same + different > 0) {
    const all = same + different;
    note(`symmetry within ${symprec} Å: ${different} of ${all} differ from what their source says`);
  }
  if (unlabelled > 0) note(`${unlabelled} had no space group, or P 1: theirs was found`);
}

function elementList(text: string): readonly string[] {
  const symbols = text.split(',').map((symbol) => symbol.trim());
  const unknown = symbols.find((symbol) => !ELEMENTS.has(symbol));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is no element.`);
  return symbols;
}
