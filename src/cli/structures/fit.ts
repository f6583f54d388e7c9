import { basename } from 'node:path';
import { Command } from 'commander';
import { fitStructures, packageVersion, writeFileAtomic } from '../../io/index.ts';
import { print, printJson } from '../output.ts';
import { showProgress } from '../progress.ts';

interface FitFlags {
  readonly out: string;
  readonly json: boolean;
}

/** `mauguin structures fit` */
export const fitCommand = (): Command =>
  new Command('fit')
    .description('gather the statistics that `mauguin structures generate` draws from')
    .argument('<file...>', 'CIF or structure lines, plain or gzip')
    .requiredOption('--out <file>', 'statistics, JSON')
    .option('--json', 'print what was counted as one JSON document', false)
    .addHelpText(
      'after',
      `
The file holds counts and distributions only, no structure can be read from it. Every Bravais lattice
must occur; some ten thousand structures are wanted.

Example:
  mauguin structures fit structures.jsonl.gz --out statistics.json`,
    )
    .action(runFit);

async function runFit(files: readonly string[], { out, json }: FitFlags): Promise<void> {
  const names = files.map((file) => basename(file)).join(', ');
  const origin = `${names}, by mauguin ${packageVersion()}`;
  const progress = showProgress('reading', 'structures');
  try {
    for await (const event of fitStructures(files, origin)) {
      const { counts } = event;
      if (event.kind === 'progress') {
        progress.update(counts.read, counts.read);
        continue;
      }
      progress.clear();
      await writeFileAtomic(out, `${JSON.stringify(event.statistics)}\n`);
      if (json) printJson({ out, ...counts });
      else
        print(
          `statistics of ${counts.used} structures in ${out}; left out: ${counts.broken} broken, ` +
            `${counts.tooLarge} too large, ${counts.otherSymmetry} of another symmetry than stated`,
        );
    }
  } finally {
    progress.stop();
  }
}
