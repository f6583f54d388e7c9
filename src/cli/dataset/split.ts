import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { SPLIT_KINDS, type SplitKind } from '../../dataset/index.ts';
import { type WrittenSplit, writeSplit } from '../../io/index.ts';
import { naturalNumber, positiveShare, share } from '../numbers.ts';
import { note, print, printJson } from '../output.ts';
import { showProgress } from '../progress.ts';

interface SplitFlags {
  readonly by: SplitKind;
  readonly test: number;
  readonly labelled: readonly number[];
  readonly stratified: boolean;
  readonly seed: number;
  readonly out?: string;
  readonly json: boolean;
}

/** `mauguin dataset split` */
export const splitCommand = (): Command =>
  new Command('split')
    .description('divide structures into those to train and those to test on')
    .argument('<folder>', 'data set')
    .addOption(
      new Option('--by <what>', 'never on both sides: a structure, a compound, a structure type')
        .choices(SPLIT_KINDS)
        .default('random'),
    )
    .option('--test <x>', 'share of the patterns held out for the final test', share, 0.1)
    .option(
      '--labelled <shares>',
      'shares of the training patterns whose labels are known, one within the next',
      shares,
      [0.05, 0.1, 0.25, 0.5],
    )
    .option('--stratified', 'hold out the same share of every space group', false)
    .option('--seed <n>', 'of the draw', naturalNumber, 1)
    .option('--out <file>', 'instead of splits/<by>-<seed>.json in the data set')
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin dataset split data/mine --by prototype
  mauguin train data/mine --task space-group --split data/mine/splits/prototype-1.json --out runs/strict

By formula: one reduced formula on one side only, whatever the order of its elements. By prototype: one
anonymised formula, space group and set of Wyckoff letters on one side only.
The file speaks of ids and groups, not of rows: it holds for other data sets too, whose rows of a test
group that are no test structures are left out.`,
    )
    .action(runSplit);

async function runSplit(folder: string, flags: SplitFlags): Promise<void> {
  const { by, test, labelled, stratified, seed, json } = flags;
  const path = flags.out ?? join(folder, 'splits', `${by}-${seed}.json`);
  const progress = showProgress('looking for groups', 'structures');
  const options = { by, testShare: test, stratified, labelledShares: labelled, seed };
  const written = await writeSplit(folder, path, {
    ...options,
    onProgress: progress.update,
  }).finally(progress.stop);
  for (const warning of written.warnings) note(warning);
  if (json) printJson({ file: path, ...summary(written) });
  else printSplit(path, written);
}

function summary({ split, rows, warnings }: WrittenSplit) {
  return {
    by: split.madeWith.by,
    sha256: split.sha256,
    test: rows.test.length,
    testGroups: split.testGroups.length,
    train: rows.train.length,
    labelled: Object.fromEntries(Array.from(rows.labelled, ([share, set]) => [share, set.length])),
    warnings,
  };
}

function printSplit(path: string, written: WrittenSplit): void {
  const { by, test, testGroups, train, labelled, sha256 } = summary(written);
  const percent = ((100 * test) / (test + train)).toFixed(2);
  const groups = testGroups > 0 ? ` in ${testGroups} groups` : '';
  print(
    `${path}: by ${by}, ${test} patterns to test on (${percent} %)${groups}, ${train} to train`,
  );
  const sets = Object.entries(labelled).map(([share, count]) => `${count} at ${share}`);
  if (sets.length > 0) print(`labels known: ${sets.join(', ')}`);
  print(`sha256 ${sha256}`);
}

function shares(text: string): readonly number[] {
  const found = text.split(',').map(positiveShare);
  if (found.some((x) => x === 1)) throw new InvalidArgumentError('A share must be below 1.');
  return found;
}
