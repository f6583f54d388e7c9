import { Command } from 'commander';
import { type CompareEvent, compareStructures } from '../../io/index.ts';
import { formatCrystalComparison } from '../../report/index.ts';
import { EXIT } from '../failure.ts';
import { interruptSignal } from '../interrupt.ts';
import { naturalNumber, positiveInteger, positiveNumber } from '../numbers.ts';
import { note, print, printJson } from '../output.ts';
import { type Progress, showProgress } from '../progress.ts';

interface CompareFlags {
  readonly sample: number;
  readonly seed: number;
  readonly maxVolume: number;
  readonly json: boolean;
}

/** `mauguin structures compare` */
export const compareCommand = (): Command =>
  new Command('compare')
    .description('how generated crystals differ from real ones')
    .argument('<real>', 'CIF or structure lines, plain or gzip')
    .argument('<generated>', 'CIF or structure lines, plain or gzip')
    .option('--sample <n>', 'most crystals taken of each, at random', positiveInteger, 4000)
    .option('--seed <n>', 'of the sample, and of what the classifier learns from', naturalNumber, 1)
    .option('--max-volume <Å3>', 'leave out larger cells', positiveNumber, 2000)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
A classifier learns from half of the crystals to tell real from generated ones, and is asked about
the other half: at an AUC of 0.5 it guesses, at 1 it always knows.

Example:
  mauguin structures compare structures.jsonl.gz generated.jsonl.gz`,
    )
    .action(runCompare);

async function runCompare(real: string, generated: string, flags: CompareFlags): Promise<void> {
  const progress = showProgress('describing', 'crystals');
  const signal = interruptSignal();
  try {
    for await (const event of compareStructures({ ...flags, real, generated, signal })) {
      show(event, flags, progress);
    }
  } finally {
    progress.stop();
  }
}

function show(event: CompareEvent, { json }: CompareFlags, progress: Progress): void {
  switch (event.kind) {
    case 'progress':
      progress.update(event.done, event.total);
      return;
    case 'stopped':
      progress.clear();
      note('stopped; nothing was compared');
      process.exitCode = EXIT.interrupted;
      return;
    case 'finished': {
      progress.clear();
      const { comparison, leftOut } = event;
      if (json) printJson({ ...comparison, leftOut });
      else print(formatCrystalComparison(comparison));
      if (leftOut > 0) note(`${leftOut} crystals could not be described and were left out`);
    }
  }
}
