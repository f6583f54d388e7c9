import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { BRAVAIS_LATTICES, SPACE_GROUP_TYPES } from '../../crystal/index.ts';
import { type StructureStatistics, StructureTally } from '../../dataset/index.ts';
import { InputError, inspectStructureFile, loadCrystals, writeFileAtomic } from '../../io/index.ts';
import { classesFigure, formatStructureStatistics } from '../../report/index.ts';
import { EXIT } from '../failure.ts';
import { note, print, printJson } from '../output.ts';
import { Tally } from '../tally.ts';

/** Structures that a space group must exceed to be a class in Lolla et al. (2022). */
const PAPER_BOUND = 50;

interface StatsFlags {
  readonly json: boolean;
  readonly out?: string;
}

/** `mauguin structures stats` */
export const statsCommand = (): Command =>
  new Command('stats')
    .description('what collections of structures hold')
    .argument('<file...>', 'structure lines or CIF, plain or gzip')
    .option('--json', 'print one JSON document', false)
    .option('--out <folder>', 'write figures of the classes, and the table, into this folder')
    .addHelpText(
      'after',
      `
Examples:
  mauguin structures stats mine.jsonl.gz
  mauguin structures stats mine.jsonl.gz generated.jsonl.gz --out statistics`,
    )
    .action(runStats);

async function runStats(files: readonly string[], { json, out }: StatsFlags): Promise<void> {
  for (const file of files) await inspectStructureFile(file);
  const counted = new StructureTally();
  const faults = new Tally();
  let failures = 0;
  for await (const loaded of loadCrystals(files)) {
    if (loaded.ok) {
      counted.add(loaded.crystal);
    } else {
      failures++;
      faults.add(loaded.fault.message, `${loaded.file}:${loaded.line}`);
    }
  }
  const { statistics } = counted;
  faults.tell();
  if (statistics.structures === 0) throw new InputError('no structure could be read');
  if (out !== undefined) await writeStatistics(out, statistics);
  if (json) printJson({ ...statistics, failures });
  else print(formatStructureStatistics(statistics));
  if (failures > 0) {
    note(`${failures} ${failures === 1 ? 'structure' : 'structures'} could not be read`);
    process.exitCode = EXIT.partial;
  }
}

async function writeStatistics(folder: string, statistics: StructureStatistics): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bravaisLattices, spaceGroups } = statistics;
  const lattices = BRAVAIS_LATTICES.map(({ symbol }) => ({
    name: symbol,
    count: bravaisLattices[symbol],
  }));
  const groups = SPACE_GROUP_TYPES.map(({ number }) => ({
    name: String(number),
    count: spaceGroups[number] ?? 0,
  }));
  const files = {
    'bravais-lattices.svg': await classesFigure(lattices, { label: 'Bravais lattice' }),
    'space-groups.svg': await classesFigure(groups, { label: 'space group', bound: PAPER_BOUND }),
    'statistics.md': `${formatStructureStatistics(statistics)}\n`,
    'statistics.json': `${JSON.stringify(statistics, null, 2)}\n`,
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFileAtomic(join(folder, name), content);
  }
  note(`${Object.keys(files).join(', ')} written to ${folder}`);
}
