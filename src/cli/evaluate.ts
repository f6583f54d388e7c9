import { Command, Option } from 'commander';
import type { Accuracy, Evaluation } from '../evaluation/index.ts';
import {
  evaluateOnDataset,
  evaluateOnStructures,
  InputError,
  openDataset,
  openModel,
  openSplit,
  type SkippedStructure,
  writeFigure,
  writeFileAtomic,
} from '../io/index.ts';
import { confusionCsv, confusionFigure, formatEvaluation } from '../report/index.ts';
import { EXIT } from './failure.ts';
import { positiveInteger, workerCount } from './numbers.ts';
import { note, print, printJson } from './output.ts';
import { showProgress } from './progress.ts';

interface EvaluateFlags {
  readonly dataset?: string;
  readonly split?: string;
  readonly structures?: readonly string[];
  readonly part: 'test' | 'all';
  readonly confusion?: string;
  readonly threads: number;
  readonly json: boolean;
}

/** `mauguin evaluate` */
export const evaluateCommand = (): Command =>
  new Command('evaluate')
    .description('score a model on a data set’s test part, or on structures')
    .argument('<model>', 'name of a released model, or folder of a model or run')
    .option('--dataset <folder>', 'data set; its test part is asked')
    .option('--split <file>', 'made by `mauguin dataset split`: says which rows are the test part')
    .option('--structures <file...>', 'CIF or structure lines, simulated as for the training')
    .addOption(
      new Option('--part <part>', 'rows of the data set').choices(['test', 'all']).default('test'),
    )
    .option('--confusion <file>', 'write the confusion matrix: .csv, .svg or .png')
    .option('--threads <n>', 'threads of the network', positiveInteger, workerCount())
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin evaluate bravais-neutron --dataset data/mine
  mauguin evaluate runs/grouped --dataset data/mine --split data/mine/splits/prototype-1.json
  mauguin evaluate runs/groups --structures held-out.jsonl.gz --json
  mauguin evaluate bravais-neutron --dataset data/mine --confusion confusion.svg`,
    )
    .action(runEvaluate);

async function runEvaluate(modelName: string, flags: EvaluateFlags): Promise<void> {
  const { dataset, structures, confusion, json } = flags;
  if ((dataset === undefined) === (structures === undefined)) {
    throw new InputError('give either --dataset or --structures');
  }
  if (flags.split !== undefined && (dataset === undefined || flags.part === 'all')) {
    throw new InputError(
      '--split says what the test part of a --dataset is: it goes with no other',
    );
  }
  const { evaluation, skipped } = await evaluate(modelName, flags);
  if (confusion !== undefined) await writeConfusion(confusion, evaluation);
  if (json) printJson({ model: modelName, ...plainScores(evaluation), skipped });
  else print(formatEvaluation(evaluation));
  for (const { file, line, message } of skipped) note(`${file}:${line}: ${message}`);
  if (skipped.length > 0) {
    note(`${skipped.length} structures could not be simulated and were left out`);
    process.exitCode = EXIT.partial;
  }
}

async function evaluate(
  modelName: string,
  { dataset, structures, part, threads, split: splitFile }: EvaluateFlags,
): Promise<{ evaluation: Evaluation; skipped: readonly SkippedStructure[] }> {
  const model = await openModel(modelName);
  const progress = showProgress('evaluating', 'patterns');
  const options = {
    threads,
    onProgress: (done: number, total = done) => progress.update(done, total),
  };
  try {
    if (structures !== undefined) return await evaluateOnStructures(model, structures, options);
    const opened = await openDataset(dataset!);
    const split = splitFile === undefined ? {} : { split: await openSplit(splitFile, dataset!) };
    const evaluation = await evaluateOnDataset(model, opened, part, { ...options, ...split });
    return { evaluation, skipped: [] };
  } finally {
    progress.stop();
  }
}

/** Shares as plain numbers under their names, their intervals beside them. */
function plainScores(evaluation: Evaluation) {
  const { top1, top5, prior1, prior5, known, ...rest } = evaluation;
  const interval = ({ low, high }: Accuracy) => [low, high];
  return {
    top1: top1.value,
    top5: top5.value,
    prior1: prior1.value,
    prior5: prior5.value,
    intervals95: {
      top1: interval(top1),
      top5: interval(top5),
      prior1: interval(prior1),
      prior5: interval(prior5),
    },
    known: known && {
      n: known.n,
      top1: known.top1.value,
      top5: known.top5.value,
      prior1: known.prior1.value,
    },
    ...rest,
  };
}

async function writeConfusion(path: string, evaluation: Evaluation): Promise<void> {
  if (path.endsWith('.csv')) await writeFileAtomic(path, confusionCsv(evaluation));
  else await writeFigure(path, await confusionFigure(evaluation));
}
