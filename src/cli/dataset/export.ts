import { Command, Option } from 'commander';
import { exportNpy, exportParquet } from '../../io/index.ts';
import { print, printJson } from '../output.ts';
import { showProgress } from '../progress.ts';

interface ExportFlags {
  readonly format: 'npy' | 'parquet';
  readonly out: string;
  readonly json: boolean;
}

/** `mauguin dataset export` */
export const exportCommand = (): Command =>
  new Command('export')
    .description('write a data set for NumPy, or for pandas and polars')
    .argument('<folder>', 'data set')
    .addOption(
      new Option('--format <format>', 'npy: a folder of arrays; parquet: one file')
        .choices(['npy', 'parquet'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <path>', 'new folder (npy) or new file (parquet)')
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin dataset export data/mine --format npy --out mine
  mauguin dataset export data/mine --format parquet --out mine.parquet

npy: patterns.npy (numpy.load(..., mmap_mode='r')), two-theta.npy, space-groups.npy and rows.csv.
parquet: columns id, formula, space_group, bravais, volume, source, reflections and pattern, a list.`,
    )
    .action(runExport);

async function runExport(folder: string, { format, out, json }: ExportFlags): Promise<void> {
  const progress = showProgress('exporting', 'patterns');
  const write = format === 'npy' ? exportNpy : exportParquet;
  const { counts } = await write(folder, out, { onProgress: progress.update }).finally(
    progress.stop,
  );
  if (json) printJson({ out, format, patterns: counts.kept });
  else print(`${counts.kept} patterns in ${out}`);
}
