import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { SpaceGroupChoice, Task } from '../dataset/index.ts';
import {
  type EngineChoice,
  InputError,
  openDataset,
  runTraining,
  TORCH_PACKAGE,
} from '../io/index.ts';
import { type EpochRecord, parseRecipe, type TrainingEvent } from '../training/index.ts';
import { EXIT } from './failure.ts';
import { interruptSignal } from './interrupt.ts';
import { naturalNumber, positiveInteger, workerCount } from './numbers.ts';
import { note, print, printJson } from './output.ts';
import { type Progress, showProgress } from './progress.ts';

interface TrainFlags {
  readonly task: 'bravais' | 'space-group';
  readonly out: string;
  readonly recipe?: string;
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
    .option('--recipe <file>', 'JSON file with the choices of the training (see recipes/)')
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
        'what computes: this program, or PyTorch’s distributed engine',
      )
        .choices(['cpu', 'torch'])
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
  mauguin train data/mine --task space-group --out runs/groups --recipe recipes/released.json
  mauguin train data/mine --task space-group --out runs/groups --recipe recipes/released.json --resume

The run folder holds run.json, state.safetensors, events.jsonl and, once finished, card.json and
weights.safetensors. Ctrl-C saves the state; the same command with --resume goes on from there.`;

async function runTrain(datasetFolder: string, flags: TrainFlags): Promise<void> {
  const recipe = await readRecipe(flags);
  const dataset = await openDataset(datasetFolder);
  const task: Task = { kind: flags.task === 'bravais' ? 'bravais-lattice' : 'space-group' };
  const events = runTraining({
    ...flags,
    dataset,
    datasetFolder,
    task,
    recipe,
    engine: engineOf(flags),
    ...(flags.from !== undefined && { startFrom: flags.from }),
    signal: interruptSignal(),
  });
  const progress = showProgress('training', 'steps');
  const records: EpochRecord[] = [];
  try {
    for await (const event of events) show(event, records, progress, flags);
  } finally {
    progress.stop();
  }
  if (flags.engine === 'torch' && flags.nproc === 0) note(startYourself(flags.out));
  if (flags.json) printJson({ run: flags.out, task: task.kind, epochs: records });
}

const startYourself = (run: string): string =>
  `the run is prepared; start its processes with\n  PYTHONPATH=${TORCH_PACKAGE} python3 -m mauguin_torch ${run}\n` +
  'and end it with the same command and --resume';

const engineOf = ({ engine, nproc, nodes }: TrainFlags): EngineChoice =>
  engine === 'cpu' ? { kind: engine } : { kind: engine, processes: nproc, nodes };

async function readRecipe({ recipe: path, epochs }: TrainFlags) {
  const base = path === undefined ? {} : await readJson(path);
  return parseRecipe({ ...base, ...(epochs !== undefined && { epochs }) });
}

async function readJson(path: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw new InputError(`${path}: cannot be read as JSON: ${(error as Error).message}`);
  }
  throw new InputError(`${path}: a recipe is a JSON object`);
}

function show(
  event: TrainingEvent,
  records: EpochRecord[],
  progress: Progress,
  { out, json }: TrainFlags,
): void {
  switch (event.kind) {
    case 'step':
      progress.update(event.step, event.totalSteps, `loss ${event.loss.toFixed(3)}`);
      return;
    case 'checkpoint':
      return;
    case 'epoch':
      records.push(event.record);
      progress.clear();
      if (!json) print(epochLine(event.record));
      return;
    case 'interrupted':
      note(`stopped in epoch ${event.state.epoch + 1}; add --resume to go on`);
      process.exitCode = EXIT.interrupted;
      return;
    case 'finished':
      note(`the model is in ${out} (weights of epoch ${event.state.bestEpoch})`);
  }
}

function epochLine({ epoch, trainingLoss, trainingTop1, validation }: EpochRecord): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const checked = validation
    ? `  validation: loss ${validation.loss.toFixed(3)}  top-1 ${percent(validation.top1)}  top-5 ${percent(validation.top5)}`
    : '';
  return `epoch ${epoch}  training: loss ${trainingLoss.toFixed(3)}  top-1 ${percent(trainingTop1)}${checked}`;
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
