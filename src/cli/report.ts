import { Command } from 'commander';
import {
  checkReportFolder,
  InputError,
  packageVersion,
  readRun,
  runNames,
  writeReport,
} from '../io/index.ts';
import { bestEpoch, plannedEpochs, type ReportedRun, trainingReport } from '../report/index.ts';
import { EXIT } from './failure.ts';
import { note, print, printJson } from './output.ts';

interface ReportFlags {
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** `mauguin report` */
export const reportCommand = (): Command =>
  new Command('report')
    .description('draw the curves of training runs, as figures and as one page')
    .argument('<run...>', 'folders of training runs, finished or not')
    .requiredOption('--out <folder>', 'where to write index.html and the figures')
    .option('--force', 'replace a report that is there', false)
    .option('--json', 'print what was read and written as one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  mauguin report runs/mine --out report
  mauguin report runs/sgan-5 runs/supervised-5 --out report --force

index.html is complete in itself and can be sent or put on the web as it is; the figures beside it
have the width of a journal's column. A run that cannot be read is told and left out (exit code 1).`,
    )
    .action(runReport);

interface Unread {
  readonly folder: string;
  readonly message: string;
}

async function runReport(
  folders: readonly string[],
  { out, force, json }: ReportFlags,
): Promise<void> {
  await checkReportFolder(out, force);
  const { runs, unread } = await readRuns(folders);
  for (const { message } of unread) note(`mauguin: ${message}`);
  if (runs.length === 0) throw new InputError(`${out}: not written, no run could be read`);
  const files = await writeReport(out, await trainingReport(runs, packageVersion()));
  if (json) printJson({ out, files, runs: runs.map(brief), unread });
  else print(files[0]!);
  if (unread.length > 0) process.exitCode = EXIT.partial;
}

async function readRuns(folders: readonly string[]) {
  const names = runNames(folders);
  const runs: ReportedRun[] = [];
  const unread: Unread[] = [];
  for (const [i, folder] of folders.entries()) {
    try {
      runs.push(await readRun(folder, names[i]!));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unread.push({ folder, message: error.message });
    }
  }
  return { runs, unread };
}

function brief(run: ReportedRun) {
  const { name, folder, plan, epochs, model, generated } = run;
  const best = bestEpoch(run);
  return {
    name,
    folder,
    task: plan.task,
    method: plan.method,
    labelled: plan.labelled,
    finished: model !== undefined,
    epochs: epochs.length,
    plannedEpochs: plannedEpochs(run),
    bestEpoch: best?.epoch,
    validation: best?.validation,
    test: model?.test,
    generatedFigures: generated.length,
  };
}
