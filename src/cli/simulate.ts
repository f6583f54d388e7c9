import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Crystal } from '../crystal/index.ts';
import { InputError, loadCrystals, packageVersion, writeFileAtomic } from '../io/index.ts';
import { formatColumns } from '../measurement/index.ts';
import {
  createSimulator,
  INSTRUMENTS,
  type Instrument,
  instrumentNamed,
  type Pattern,
  twoThetaGrid,
  withCountingNoise,
} from '../pattern/index.ts';
import { createRng } from '../random/index.ts';
import { EXIT } from './failure.ts';
import { naturalNumber, nonNegativeNumber, positiveNumber } from './numbers.ts';
import { note, print, printJson } from './output.ts';

interface SimulateFlags {
  readonly instrument: string;
  readonly format: 'xy' | 'xye' | 'csv';
  readonly out?: string;
  readonly bIso: number;
  readonly counts?: number;
  readonly background: number;
  readonly seed: number;
  readonly json: boolean;
}

/** `mauguin simulate` */
export const simulateCommand = (): Command =>
  new Command('simulate')
    .description('simulate the neutron powder patterns of crystals')
    .argument('<file...>', 'CIF or structure lines, plain or gzip')
    .addOption(
      new Option('--instrument <name>', 'diffractometer')
        .choices(INSTRUMENTS.map(({ name }) => name))
        .default('bt1-ge311'),
    )
    .addOption(
      new Option('--format <format>', 'columns of the output')
        .choices(['xy', 'xye', 'csv'])
        .default('xy'),
    )
    .option('--out <folder>', 'a file for each crystal here (needed for several)')
    .option('--b-iso <Å²>', 'B of atoms without a displacement value', nonNegativeNumber, 0)
    .option('--counts <n>', 'add counting noise: counts at the strongest point', positiveNumber)
    .option('--background <n>', 'counts of a flat background under --counts', nonNegativeNumber, 0)
    .option('--seed <n>', 'of the noise', naturalNumber, 1)
    .option('--json', 'print what was written as one JSON document (with --out)', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin simulate rutile.cif > rutile.xy
  mauguin simulate rutile.cif --format xye --counts 20000 --background 400 > rutile.xye
  mauguin simulate structures.jsonl.gz --out patterns --json

Intensities are scaled to a maximum of 1, or are counts with --counts.`,
    )
    .action(runSimulate);

async function runSimulate(files: readonly string[], flags: SimulateFlags): Promise<void> {
  if (flags.json && flags.out === undefined) throw new InputError('--json needs --out');
  if (flags.format === 'xye' && flags.counts === undefined) {
    throw new InputError('--format xye needs --counts: a calculated pattern has no sigma');
  }
  const deliver = flags.out === undefined ? printOne() : await writeInto(flags.out, flags.format);
  const simulator = createSimulator(instrumentNamed(flags.instrument), { bIso: flags.bIso });
  let failures = 0;
  for await (const loaded of loadCrystals(files)) {
    const result = loaded.ok ? simulator.simulate(loaded.crystal) : loaded;
    const say = (message: string) => note(`${loaded.file}:${loaded.line}: ${message}`);
    if (!result.ok) {
      failures++;
      say(result.fault.message);
    } else if (loaded.ok) {
      for (const warning of [...loaded.warnings, ...result.warnings]) say(warning);
      const pattern = measured(simulator.instrument, result.intensity, loaded.crystal.id, flags);
      await deliver.take(loaded.crystal, formatPattern(loaded.crystal, pattern, flags));
    }
  }
  deliver.finish();
  if (flags.json) printJson({ written: deliver.written, failures });
  if (failures > 0) {
    note(`${failures} structures failed`);
    process.exitCode = deliver.written.length > 0 ? EXIT.partial : EXIT.usage;
  }
}

/** Where patterns go. */
interface Delivery {
  readonly written: { readonly id: string; readonly file?: string }[];
  take(crystal: Crystal, text: string): Promise<void>;
  finish(): void;
}

/** One pattern to stdout; held back until it is known to be the only one. */
function printOne(): Delivery {
  const texts: string[] = [];
  const written: { id: string }[] = [];
  return {
    written,
    async take({ id }, text) {
      texts.push(text);
      written.push({ id });
      if (texts.length > 1) throw new InputError('more than one crystal: give a folder with --out');
    },
    finish() {
      for (const text of texts) print(text.trimEnd());
    },
  };
}

/** A file for each crystal, named after its id. */
async function writeInto(folder: string, format: string): Promise<Delivery> {
  await mkdir(folder, { recursive: true });
  const written: { id: string; file: string }[] = [];
  const taken = new Set<string>();
  return {
    written,
    async take({ id }, text) {
      const file = join(folder, `${freeName(id, taken)}.${format}`);
      await writeFileAtomic(file, text);
      written.push({ id, file });
    },
    finish: () => note(`${written.length} patterns written to ${folder}`),
  };
}

/** An id as a file name: letters of any script stay, separators become `_`; a number tells twins apart. */
function freeName(id: string, taken: Set<string>): string {
  const base = id.replace(/[^\p{L}\p{N}.+-]+/gu, '_').replace(/^\.+/, '') || 'crystal';
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}-${n}`;
  taken.add(name.toLowerCase());
  return name;
}

function measured(
  { radiation, wavelength, grid }: Instrument,
  intensity: Float64Array,
  id: string,
  { counts, background, seed }: SimulateFlags,
): Pattern {
  const pattern = { radiation, wavelength, twoTheta: twoThetaGrid(grid), intensity };
  if (counts === undefined) return pattern;
  return withCountingNoise(pattern, createRng(seed).fork(id), { counts, background });
}

function formatPattern(crystal: Crystal, pattern: Pattern, flags: SimulateFlags): string {
  return formatColumns(pattern, flags.format, [
    `${crystal.id}, ${crystal.formula}, space group ${crystal.spaceGroup}`,
    `simulated by mauguin ${packageVersion()}, instrument ${flags.instrument}`,
  ]);
}
