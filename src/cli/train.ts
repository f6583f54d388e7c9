import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { type Augmentation, parseAugmentation } from '../augmentation/index.ts';
import type { SpaceGroupChoice, Task } from '../dataset/index.ts';
import {
  type AppliedSplit,
  ENGINES,
  type EngineChoice,
  InputError,
  type LoggedEpoch,
  openDataset,
  openSplit,
  type RunEvent,
  runTraining,
  TORCH_PACKAGE,
} from '../io/index.ts';
import {
  type Method,
  PRESETS,
  type PresetName,
  parseRecipe,
  type Recipe,
} from '../training/index.ts';
import { EXIT } from './failure.ts';
import { interruptSignal } from './interrupt.ts';
import { naturalNumber, positiveInteger, workerCount } from './numbers.ts';
import { note, print, printJson } from './output.ts';
import { type Progress, showProgress } from './progress.ts';

interface TrainFlags {
  readonly task: 'bravais' | 'space-group';
  readonly method: Method;
  readonly labelled: number;
  readonly split?: string;
  readonly preset: PresetName;
  readonly out: string;
  readonly recipe?: string;
  readonly augment?: string;
  readonly onTheFly: boolean;
  readonly epochs?: number;
  readonly seed: number;
  readonly spaceGroups: SpaceGroupChoice;
  readonly from?: string;
  readonly workers: number;
  readonly engine: EngineChoice['kind'];
  readonly nproc: number;
  readonly nodes: number;
  readonly resume: boolean;
  readonly json: boolean;
}

/** `mauguin train` */
export const trainCommand = (): Command =>
  new Command('train')
    .description('train a network on a data set')
    .argument('<dataset>', 'folder made by `mauguin dataset build`')
    .addOption(
      new Option('--task <task>', 'what to name')
        .choices(['bravais', 'space-group'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <run>', 'folder of the run; it becomes the model')
    .addOption(
      new Option(
        '--method <method>',
        'supervised, or sgan: a semi-supervised GAN that learns from unlabelled patterns too',
      )
        .choices(['supervised', 'sgan'])
        .default('supervised'),
    )
    .option(
      '--labelled <share>',
      'share of the training patterns whose labels are used, e.g. 0.05 (each class keeps one)',
      shareOfRows,
      1,
    )
    .option('--split <file>', 'made by `mauguin dataset split`: says which rows are held out')
    .addOption(
      new Option('--preset <name>', 'recipe to begin with; --recipe and --epochs go over it')
        .choices(Object.keys(PRESETS))
        .default('default'),
    )
    .option('--recipe <file>', 'JSON file with the choices of the training (see recipes/)')
    .option(
      '--augment <file>',
      'JSON file with changes of the training patterns (docs/augmentation.md), over the recipe’s',
    )
    .option('--on-the-fly', 'simulate every training pattern anew each time it is seen', false)
    .option(
      '--epochs <n>',
      'passes over the training patterns, instead of the recipe’s',
      positiveInteger,
    )
    .option('--seed <n>', 'fixes initial weights, order, dropout and noise', naturalNumber, 1)
    .addOption(
      new Option(
        '--space-groups <which>',
        'more-than-N (patterns), `paper` (the 144 of the paper), `all`, or numbers: 1,2,14',
      )
        .default({ kind: 'frequent', moreThan: 50 }, 'more-than-50')
        .argParser(parseSpaceGroups),
    )
    .option('--from <model>', 'begin with the trunk of a model of the same data set')
    .option('--workers <n>', 'threads', positiveInteger, workerCount())
    .addOption(
      new Option(
        '--engine <engine>',
        'what computes: the processor, a GPU through WebGPU, or PyTorch’s distributed engine',
      )
        .choices(ENGINES)
        .default('cpu'),
    )
    .option(
      '--nproc <n>',
      'processes of the torch engine on each node, one a GPU; 0 only prepares the run',
      naturalNumber,
      1,
    )
    .option('--nodes <n>', 'nodes on which the same command runs', positiveInteger, 1)
    .option('--resume', 'go on with the run in --out', false)
    .option('--json', 'print the epochs as one JSON document', false)
    .addHelpText('after', EXAMPLES)
    .action(runTrain);

const EXAMPLES = `
Examples:
  mauguin train data/mine --task bravais --out runs/bravais
  mauguin train data/mine --task space-group --out runs/groups --recipe recipes/1-space-group.json
  mauguin train data/mine --task space-group --out runs/groups --recipe recipes/1-space-group.json --resume
  mauguin train data/mine --task bravais --method sgan --labelled 0.05 --out runs/gan
  mauguin train data/mine --task bravais --split data/mine/splits/prototype-1.json --out runs/strict
  mauguin train data/mine --task bravais --augment recipes/augmentations/measured.json --on-the-fly --out runs/fly

The run folder holds run.json, state.safetensors, events.jsonl and, once finished, card.json and
weights.safetensors; of a GAN also generated/ and generator.safetensors. Ctrl-C saves the state; the same command with --resume goes on from there.`;

async function runTrain(
  datasetFolder: string,
  { split: splitFile, ...flags }: TrainFlags,
): Promise<void> {
  const recipe = await readRecipe(flags);
  const dataset = await openDataset(datasetFolder);
  const split = splitFile === undefined ? undefined : await readSplit(splitFile, datasetFolder);
  const task: Task = { kind: flags.task === 'bravais' ? 'bravais-lattice' : 'space-group' };
  const events = runTraining({
    ...flags,
    dataset,
    datasetFolder,
    task,
    recipe,
    engine: engineOf(flags),
    ...(split && { split }),
    ...(flags.from !== undefined && { startFrom: flags.from }),
    signal: interruptSignal(),
  });
  const progress = showProgress('training', 'steps');
  const records: LoggedEpoch[] = [];
  try {
    for await (const event of events) show(event, records, progress, { ...flags, recipe });
  } finally {
    progress.stop();
  }
  if (flags.engine === 'torch' && flags.nproc === 0) note(startYourself(flags.out));
  if (flags.json) printJson({ run: flags.out, task: task.kind, epochs: records });
}

async function readSplit(path: string, datasetFolder: string): Promise<AppliedSplit> {
  const progress = showProgress('looking for groups', 'structures');
  const split = await openSplit(path, datasetFolder, progress.update).finally(progress.stop);
  const others = split.leftOut > 0 ? `, ${split.leftOut} of their groups left out` : '';
  note(`split by ${split.by}: ${split.test.length} test patterns held out${others}`);
  return split;
}

const startYourself = (run: string): string =>
  `the run is prepared; start its processes with\n  PYTHONPATH=${TORCH_PACKAGE} python3 -m mauguin_torch ${run}\n` +
  'and end it with the same command and --resume';

const engineOf = ({ engine, nproc, nodes }: TrainFlags): EngineChoice =>
  engine === 'torch' ? { kind: engine, processes: nproc, nodes } : { kind: engine };

/** The preset of the method, with what the recipe file and the flags say over it. */
async function readRecipe(flags: TrainFlags) {
  const { method, preset, recipe: path, epochs } = flags;
  const base: RecipeFields = PRESETS[preset][method];
  const file = path === undefined ? {} : await readJson(path);
  if (method === 'supervised' && file.sgan !== undefined) {
    throw new InputError(
      `${path}: this recipe has the choices of a GAN (sgan): add --method sgan, or take them out`,
    );
  }
  const sgan = method === 'sgan' && { sgan: overlaid(base.sgan, file.sgan) };
  const recipe = parseRecipe({
    ...base,
    ...file,
    ...sgan,
    ...(epochs !== undefined && { epochs }),
    ...(flags.onTheFly && { onTheFly: true }),
  });
  if (flags.augment === undefined) return recipe;
  const over = await readAugmentation(flags.augment);
  return parseRecipe({ ...recipe, augmentation: { ...recipe.augmentation, ...over } });
}

async function readAugmentation(path: string): Promise<Augmentation> {
  const fields = await readJson(path);
  try {
    return parseAugmentation(fields);
  } catch (error) {
    throw new InputError(`${path}: ${(error as Error).message}`);
  }
}

/** What is no object is left for the recipe's own check to refuse. */
const overlaid = (base: object | undefined, over: unknown): unknown =>
  over === undefined || isFields(over) ? { ...base, ...over } : over;

interface RecipeFields {
  readonly sgan?: object;
}

const isFields = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function readJson(path: string): Promise<RecipeFields> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isFields(value)) return value;
  } catch (error) {
    throw new InputError(`${path}: cannot be read as JSON: ${(error as Error).message}`);
  }
  throw new InputError(`${path}: not a JSON object`);
}

function show(
  event: RunEvent,
  records: LoggedEpoch[],
  progress: Progress,
  { out, json, recipe }: Pick<TrainFlags, 'out' | 'json'> & { readonly recipe: Recipe },
): void {
  switch (event.kind) {
    case 'started':
      if (!json) print(startedLine(event));
      warnOfEmptyClasses(event.emptyClasses);
      return;
    case 'step':
      progress.update(event.step, event.totalSteps, `loss ${event.loss.toFixed(3)}`);
      return;
    case 'checkpoint':
      return;
    case 'plain':
      note(`${event.views} patterns were left as they are: augmented, no line was in range`);
      return;
    case 'epoch':
      records.push(event.record);
      progress.clear();
      if (!json) print(epochLine(records, recipe));
      return;
    case 'interrupted':
      note(`stopped in epoch ${event.state.epoch + 1}; add --resume to go on`);
      process.exitCode = EXIT.interrupted;
      return;
    case 'finished':
      note(`the model is in ${out} (weights of epoch ${event.state.bestEpoch})`);
  }
}

function startedLine(event: RunEvent & { readonly kind: 'started' }): string {
  const parts = [
    `${event.labelledRows} labelled patterns`,
    ...(event.unlabelledRows > 0 ? [`${event.unlabelledRows} unlabelled ones`] : []),
    `${event.validationRows} to choose the epoch by`,
  ];
  return parts.join(', ');
}

function warnOfEmptyClasses(classes: readonly string[]): void {
  if (classes.length === 0) return;
  note(`no labelled pattern of ${classes.join(', ')}: the network cannot learn to name them`);
}

/** One calm line: loss, validation, rate, time left. */
function epochLine(records: readonly LoggedEpoch[], { epochs }: Recipe): string {
  const { epoch, trainingLoss, trainingTop1, validation, adversarial, ...times } = records.at(-1)!;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const seconds = records.reduce((sum, record) => sum + (record.seconds ?? 0), 0) / records.length;
  const parts = [
    `epoch ${epoch}/${epochs}`,
    `loss ${trainingLoss.toFixed(3)}`,
    `top-1 ${percent(trainingTop1)}`,
    validation && `validation top-1 ${percent(validation.top1)}, top-5 ${percent(validation.top5)}`,
    adversarial &&
      `D real ${adversarial.dReal.toFixed(2)}, generated ${adversarial.dGenerated.toFixed(2)}`,
    times.samplesPerSecond && `${times.samplesPerSecond.toFixed(0)} labelled patterns/s`,
    epoch < epochs && `${timeText(seconds * (epochs - epoch))} left`,
  ];
  return parts.filter((part) => part).join('  ');
}

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

function shareOfRows(text: string): number {
  const share = Number(text);
  if (share > 0 && share <= 1) return share;
  throw new InputError(`--labelled: a share of more than 0 and at most 1, not ${text}`);
}

/** `more-than-50`, `paper`, `all`, or a list of numbers. */
function parseSpaceGroups(text: string): SpaceGroupChoice {
  if (text === 'paper' || text === 'all') return { kind: text };
  const moreThan = /^more-than-(\d+)$/.exec(text)?.[1];
  if (moreThan !== undefined) return { kind: 'frequent', moreThan: Number(moreThan) };
  const numbers = text.split(',').map(Number);
  if (numbers.every((n) => Number.isInteger(n) && n >= 1 && n <= 230)) {
    return { kind: 'listed', numbers };
  }
  throw new InputError(`--space-groups: not more-than-N, paper, all or numbers 1–230: ${text}`);
}
