import { Command } from 'commander';
import {
  checkFigureName,
  InputError,
  type OpenedInstrument,
  openInstrument,
  writeFigure,
  writeFileAtomic,
} from '../io/index.ts';
import {
  gridEnd,
  INSTRUMENTS,
  type Instrument,
  instrumentJsonSchema,
  peakShape,
} from '../pattern/index.ts';
import {
  formatInstrument,
  instrumentFigure,
  type ResolutionCurve,
  widthsOf,
} from '../report/index.ts';
import { EXIT } from './failure.ts';
import { note, print, printJson } from './output.ts';

interface InstrumentFlags {
  readonly plot?: string;
  readonly save?: string;
  readonly schema: boolean;
  readonly json: boolean;
}

/** `mauguin instruments` */
export const instrumentsCommand = (): Command =>
  new Command('instruments')
    .description('list the known diffractometers, or describe those of files')
    .argument('[name|file...]', 'known names, GSAS-II .instprm, GSAS .prm, FullProf .irf, own JSON')
    .option('--plot <file>', 'draw FWHM against 2θ (.svg or .png)')
    .option('--save <file.json>', 'write one instrument as JSON, to be changed and used as a file')
    .option('--schema', 'print the JSON Schema of instrument files', false)
    .option('--json', 'print one JSON array, an element an instrument', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin instruments --plot resolution.svg
  mauguin instruments d2b hrpt my.instprm --plot mine.svg
  mauguin instruments cu-ka --save my-tube.json
  mauguin instruments --schema > instrument.schema.json

Every figure comes with its source and what is approximate. What a file leaves open is assumed and
said on stderr; a file whose widths are not real somewhere in its range is refused (exit code 1).`,
    )
    .action(runInstruments);

async function runInstruments(names: readonly string[], flags: InstrumentFlags): Promise<void> {
  if (flags.schema) return printSchema(names);
  if (flags.save !== undefined && names.length !== 1) {
    throw new InputError('--save writes one instrument: name it');
  }
  if (flags.plot !== undefined) checkFigureName(flags.plot);
  const found = names.length === 0 ? presets() : await openAll(names);
  const instruments = found.flatMap((entry) => ('instrument' in entry ? [entry.instrument] : []));
  if (instruments.length > 0) {
    if (flags.save !== undefined) await writeFileAtomic(flags.save, jsonText(instruments[0]!));
    if (flags.plot !== undefined) {
      await writeFigure(flags.plot, await instrumentFigure(curvesOf(instruments)));
    }
  }
  if (flags.json) printJson(found.map(plain));
  else if (instruments.length > 0) print(instruments.map(formatInstrument).join('\n\n'));
  if (instruments.length < found.length) {
    process.exitCode = instruments.length > 0 ? EXIT.partial : EXIT.usage;
  }
}

function printSchema(names: readonly string[]): void {
  if (names.length > 0) throw new InputError('--schema is that of all instruments: name none');
  printJson(instrumentJsonSchema());
}

/** A file that could not be used, and why. */
interface Refused {
  readonly file: string;
  readonly error: string;
}

const presets = (): OpenedInstrument[] =>
  INSTRUMENTS.map((instrument) => ({ instrument, warnings: [] }));

async function openAll(names: readonly string[]): Promise<(OpenedInstrument | Refused)[]> {
  const found: (OpenedInstrument | Refused)[] = [];
  for (const name of names) {
    try {
      const opened = await openInstrument(name);
      for (const warning of opened.warnings) note(`${name}: ${warning}`);
      found.push(opened);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      note(`mauguin: ${error.message}`);
      found.push({ file: name, error: error.message });
    }
  }
  return found;
}

const jsonText = (instrument: Instrument): string => `${JSON.stringify(instrument, null, 2)}\n`;

const plain = (entry: OpenedInstrument | Refused) =>
  'instrument' in entry ? { ...entry, fwhm: widthsOf(entry.instrument) } : entry;

const POINTS = 300;
const BEAMS = { neutron: 'neutrons', 'x-ray': 'X-rays' } as const;

/** Neutrons and X-rays in panels of their own, if there are both. */
function curvesOf(instruments: readonly Instrument[]): ResolutionCurve[] {
  const isMixed = new Set(instruments.map(({ radiation }) => radiation)).size > 1;
  return instruments.map((instrument) => ({
    ...curveOf(instrument),
    ...(isMixed && { group: BEAMS[instrument.radiation] }),
  }));
}

function curveOf({ name, grid, widths }: Instrument): ResolutionCurve {
  const points = Array.from({ length: POINTS + 1 }, (_, i) => {
    const x = grid.start + ((gridEnd(grid) - grid.start) * i) / POINTS;
    return { x, y: peakShape(widths, x).fwhm };
  });
  return { label: name, points };
}
