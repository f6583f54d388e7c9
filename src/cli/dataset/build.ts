import { Command, InvalidArgumentError, Option } from 'commander';
import { type BuildEvent, buildDataset, InputError, openInstrument } from '../../io/index.ts';
import { EXIT } from '../failure.ts';
import { interruptSignal } from '../interrupt.ts';
import {
  naturalNumber,
  nonNegativeNumber,
  positiveInteger,
  positiveNumber,
  share,
  workerCount,
} from '../numbers.ts';
import { note, print, printJson } from '../output.ts';
import { type Progress, showProgress } from '../progress.ts';
import { remarksOn } from './remarksOn.ts';
import { buildInSlurm } from './slurm.ts';

export interface BuildFlags {
  readonly out: string;
  readonly seed: number;
  readonly workers: number;
  readonly maxVolume?: number;
  readonly testShare: number;
  readonly stratified: boolean;
  readonly instrument: string;
  readonly bIso: number;
  readonly dtype: 'float16' | 'float32';
  readonly shardRows: number;
  readonly shard?: Shard;
  readonly slurm?: number;
  readonly sbatch?: readonly string[];
  readonly submit: boolean;
  readonly json: boolean;
}

/** `mauguin dataset build` */
export const buildCommand = (): Command =>
  new Command('build')
    .description('simulate the patterns of many crystals')
    .argument('<file...>', 'CIF or structure lines, plain or gzip')
    .requiredOption('--out <folder>', 'folder of the data set')
    .option('--seed <n>', 'fixes the split into training and test rows', naturalNumber, 1)
    .option('--test-share <x>', 'share of the patterns held out for the final test', share, 0.1)
    .option('--stratified', 'hold out the same share of every space group', false)
    .option('--workers <n>', 'threads', positiveInteger, workerCount())
    .option('--max-volume <Å3>', 'leave out larger cells', positiveNumber)
    .option('--instrument <name|file>', 'known to `mauguin instruments`, or its file', 'bt1-ge311')
    .option('--b-iso <Å2>', 'B of atoms without a displacement value', nonNegativeNumber, 0)
    .addOption(
      new Option('--dtype <type>', 'of the stored patterns')
        .choices(['float16', 'float32'])
        .default('float16'),
    )
    .option('--shard-rows <n>', 'patterns a file', positiveInteger, 4096)
    .option('--shard <i/n>', 'build only part i of n, to be merged', shardOf)
    .option('--slurm <n>', 'build in n tasks of a Slurm job array, then merge', positiveInteger)
    .option(
      '--sbatch <option...>',
      'with --slurm: further options, such as --sbatch=--partition=short',
    )
    .option('--no-submit', 'with --slurm: write the scripts only')
    .option('--json', 'print the manifest in brief as one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin dataset build structures.jsonl.gz --out data/mine --max-volume 2000
  mauguin dataset build structures.jsonl.gz --out data/ours --instrument our.instprm
  mauguin dataset build structures.jsonl.gz --out parts/3 --shard 3/8
  mauguin dataset build structures.jsonl.gz --out data/mine --slurm 8 --sbatch=--time=1:00:00

The manifest holds the instrument with all its values, and so does the card of a model trained on the
data set: the file is not needed again.
Structures that cannot be simulated are counted, and listed in faults.jsonl; what was assumed of others
is counted, and told with each of them in metadata.jsonl. Ctrl-C keeps what is done; the same command
goes on from there.`,
    )
    .action(runBuild);

async function runBuild(inputs: readonly string[], flags: BuildFlags): Promise<void> {
  if (flags.slurm !== undefined) {
    await buildInSlurm(inputs, { ...flags, slurm: flags.slurm });
    return;
  }
  if (flags.sbatch !== undefined) throw new InputError('--sbatch goes with --slurm');
  const { instrument, warnings } = await openInstrument(flags.instrument);
  for (const warning of warnings) note(`${flags.instrument}: ${warning}`);
  const progress = showProgress('simulating', '% of the input');
  const signal = interruptSignal();
  try {
    for await (const event of buildDataset({ ...flags, inputs, instrument, signal })) {
      show(event, flags, progress);
    }
  } finally {
    progress.stop();
  }
}

function show(event: BuildEvent, { out, json }: BuildFlags, progress: Progress): void {
  switch (event.kind) {
    case 'fault':
    case 'shard':
      return;
    case 'resumed':
      note(`going on after ${event.counts.kept} patterns`);
      return;
    case 'progress':
      progress.update(
        Math.round(100 * event.share),
        100,
        `${event.counts.kept} patterns, ${event.perSecond.toFixed(0)}/s`,
      );
      return;
    case 'stopped':
      progress.clear();
      note(`stopped after ${event.counts.kept} patterns; the same command goes on from there`);
      process.exitCode = EXIT.interrupted;
      return;
    case 'finished': {
      progress.clear();
      const { counts } = event.manifest;
      if (json) printJson({ out, ...counts });
      else print(`${counts.kept} patterns in ${out}${leftOut(counts.faults)}`);
      for (const remark of remarksOn(event.manifest)) note(remark);
      if (event.wasComplete) note('the data set was complete already');
    }
  }
}

function leftOut(faults: Readonly<Record<string, number>>): string {
  const parts = Object.entries(faults).map(([kind, count]) => `${count} ${kind}`);
  return parts.length > 0 ? `; left out: ${parts.join(', ')} (see faults.jsonl)` : '';
}

/** A part of a data set, of so many. */
interface Shard {
  readonly index: number;
  readonly of: number;
}

function shardOf(text: string): Shard {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || of === undefined || index < 1 || index > of) {
    throw new InvalidArgumentError('It must be i/n with i from 1 to n, such as 3/8.');
  }
  return { index, of };
}
