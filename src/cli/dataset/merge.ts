import { Command } from 'commander';
import { mergeDatasets } from '../../io/index.ts';
import { showCopy } from './showCopy.ts';

/** `mauguin dataset merge` */
export const mergeCommand = (): Command =>
  new Command('merge')
    .description('put parts of a data set together, or whole data sets of different structures')
    .argument('<folder...>', 'parts in any order, or data sets in the order of their rows')
    .requiredOption('--out <folder>', 'folder of the merged data set')
    .option('--json', 'print the counts as one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin dataset merge parts/* --out data/mine
  mauguin dataset merge data/real data/generated --out data/mixed

The result has the bytes that one build of all structures would have. Parts that are missing or given twice
are refused, and so are sets of another version, seed, instrument or other setting.`,
    )
    .action(async (folders: readonly string[], flags: { out: string; json: boolean }) => {
      await showCopy('merging', mergeDatasets(folders, flags.out), flags);
    });
