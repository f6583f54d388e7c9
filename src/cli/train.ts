import { Command, Option } from 'commander';
import type { SpaceGroupChoice, Task } from '../dataset/index.ts';
import {
  type AppliedSplit,
  ENGINES,
  type EngineChoice,
  InputError,
  type LoggedEpoch,
  openDataset,
  openSplit,
  runTraining,
  TORCH_PACKAGE,
} from '../io/index.ts';
import { PRESETS } from '../training/index.ts';
import { interruptSignal } from './interrupt.ts';
import { naturalNumber, positiveInteger, workerCount } from './numbers.ts';
import { note, printJson } from './output.ts';
import { showProgress } from './progress.ts';
import { type RecipeFlags, readRecipe } from './train/readRecipe.ts';
import { showTraining } from './train/showTraining.ts';

interface TrainFlags extends RecipeFlags {
  readonly task: 'bravais' | 'space-group';
  readonly labelled: number;
  readonly split?: string;
  readonly out: string;
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
    for await (const event of events) showTraining(event, records, progress, { ...flags, recipe });
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
