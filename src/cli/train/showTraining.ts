import type { LoggedEpoch, RunEvent } from '../../io/index.ts';
import type { Recipe } from '../../training/index.ts';
import { EXIT } from '../failure.ts';
import { note, print } from '../output.ts';
import type { Progress } from '../progress.ts';

interface ShowOptions {
  readonly out: string;
  readonly json: boolean;
  readonly recipe: Recipe;
}

/** Shows what happens in a run; its epochs are gathered in `records`. */
export function showTraining(
  event: RunEvent,
  records: LoggedEpoch[],
  progress: Progress,
  { out, json, recipe }: ShowOptions,
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
