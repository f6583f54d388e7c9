import { Command } from 'commander';
import { sampleDataset } from '../../io/index.ts';
import { naturalNumber, positiveInteger } from '../numbers.ts';
import { showCopy } from './showCopy.ts';

interface SampleFlags {
  readonly count: number;
  readonly seed: number;
  readonly out: string;
  readonly json: boolean;
}

/** `mauguin dataset sample` */
export const sampleCommand = (): Command =>
  new Command('sample')
    .description('draw rows at random into a data set of their own')
    .argument('<folder>', 'data set')
    .requiredOption('--count <n>', 'rows to draw', positiveInteger)
    .option('--seed <n>', 'of the draw; a smaller sample is part of a larger one', naturalNumber, 1)
    .requiredOption('--out <folder>', 'folder of the new data set')
    .option('--json', 'print the counts as one JSON document', false)
    .addHelpText(
      'after',
      '\nExample:\n  mauguin dataset sample data/mine --count 5000 --out data/some',
    )
    .action(async (folder: string, { count, seed, ...flags }: SampleFlags) => {
      await showCopy('drawing', sampleDataset(folder, flags.out, { count, seed }), flags);
    });
