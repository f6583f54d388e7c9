import { Command, Option } from 'commander';
import {
  classifyFile,
  InputError,
  type OpenPredictionModel,
  openPredictionModel,
} from '../io/index.ts';
import type { Radiation } from '../pattern/index.ts';
import type { Prediction } from '../prediction/index.ts';
import { formatPrediction } from '../report/index.ts';
import { EXIT } from './failure.ts';
import { positiveInteger, positiveNumber } from './numbers.ts';
import { note, print, printJson } from './output.ts';

interface ClassifyFlags {
  readonly wavelength?: number;
  readonly radiation?: Radiation;
  readonly model: readonly string[];
  readonly top: number;
  readonly json: boolean;
}

/** `mauguin classify` */
export const classifyCommand = (): Command =>
  new Command('classify')
    .description('name Bravais lattice and space group of measured powder patterns')
    .argument('<file...>', 'patterns in two or three columns: 2θ, intensity, sigma')
    .option('--wavelength <Å>', 'wavelength, where the file does not state it', positiveNumber)
    .addOption(
      new Option('--radiation <kind>', 'where the file does not state it').choices([
        'neutron',
        'x-ray',
      ]),
    )
    .option('--model <model...>', 'models to ask instead of the released ones', [])
    .option('--top <k>', 'answers to show', positiveInteger, 5)
    .option('--json', 'print one JSON array, an element a file', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin classify examples/patterns/rutile.xye
  mauguin classify scan.xy --wavelength 1.5946 --radiation neutron --top 3
  mauguin classify *.dat --wavelength 2.41 --radiation neutron --json > answers.json

The wavelength is taken from the file's comments (# wavelength: 2.0775) or from --wavelength and is
never guessed. A file that fails is reported and the others are done (exit code 1).`,
    )
    .action(runClassify);

async function runClassify(files: readonly string[], flags: ClassifyFlags): Promise<void> {
  const models = new Map<Radiation, Promise<OpenPredictionModel>>();
  const modelFor = (radiation: Radiation): Promise<OpenPredictionModel> => {
    const model = models.get(radiation) ?? openPredictionModel(radiation, flags.model);
    models.set(radiation, model);
    return model;
  };
  const answers: object[] = [];
  let failures = 0;
  for (const file of files) {
    try {
      const prediction = await classifyFile(file, modelFor, flags);
      if (flags.json) answers.push(plainAnswer(file, prediction, flags.top));
      else print(formatPrediction(file, prediction, { rows: flags.top }));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failures++;
      answers.push({ file, error: error.message });
      note(`mauguin: ${error.message}`);
    }
  }
  for (const model of models.values())
    await model.then(
      (open) => open.close(),
      () => {},
    );
  if (flags.json) printJson(answers);
  if (failures > 0) process.exitCode = failures < files.length ? EXIT.partial : EXIT.usage;
  if (failures > 0 && files.length > 1) note(`${failures} of ${files.length} files failed`);
}

const plainAnswer = (
  file: string,
  { bravais, spaceGroup, coverage, warnings }: Prediction,
  top: number,
) => ({
  file,
  bravais: bravais.slice(0, top),
  spaceGroup: spaceGroup.slice(0, top),
  coverage,
  warnings,
});
