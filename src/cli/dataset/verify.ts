import { Command } from 'commander';
import { verifyDataset } from '../../io/index.ts';
import { print, printJson } from '../output.ts';
import { showProgress } from '../progress.ts';

/** `mauguin dataset verify` */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description('compare every file with its checksum and look at every pattern')
    .argument('<folder>', 'data set')
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Example:
  mauguin dataset verify data/mine

Checked are checksums, numbers of rows and lines, ids, and of every pattern that it has no value below 0 or
that is no number, and a maximum of 1. The first file that differs is named; the exit code is then 2.`,
    )
    .action(async (folder: string, { json }: { json: boolean }) => {
      const progress = showProgress('verifying', 'patterns');
      const { counts, shards } = await verifyDataset(folder, progress.update).finally(
        progress.stop,
      );
      if (json) printJson({ folder, patterns: counts.kept, shards: shards.length });
      else
        print(
          `${folder}: ${counts.kept} patterns in ${shards.length} files, all as they should be`,
        );
    });
