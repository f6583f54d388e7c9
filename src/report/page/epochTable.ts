import type { ReportedEpoch, ReportedRun } from '../reportedRun.ts';
import { scrollingTable } from './html.ts';
import { durationText, lossText, NONE, percentText, rateText, shortText } from './numbers.ts';

interface EpochColumn {
  readonly heading: string;
  readonly cell: (epoch: ReportedEpoch) => string;
}

const EPOCH: readonly EpochColumn[] = [
  { heading: 'epoch', cell: ({ epoch }) => String(epoch) },
  { heading: 'learning rate', cell: ({ learningRate }) => shortText(learningRate) },
  { heading: 'training loss', cell: ({ trainingLoss }) => lossText(trainingLoss) },
  { heading: 'training top-1', cell: ({ trainingTop1 }) => percentText(trainingTop1) },
  { heading: 'validation loss', cell: ({ validation }) => lossText(validation?.loss) },
  { heading: 'validation top-1', cell: ({ validation }) => percentText(validation?.top1) },
  { heading: 'validation top-5', cell: ({ validation }) => percentText(validation?.top5) },
  { heading: 'time', cell: ({ seconds }) => durationText(seconds) },
  { heading: 'samples/s', cell: ({ samplesPerSecond }) => rateText(samplesPerSecond) },
];

const ADVERSARIAL: readonly EpochColumn[] = [
  { heading: 'D(real)', cell: ({ adversarial }) => lossText(adversarial?.dReal) },
  { heading: 'D(generated)', cell: ({ adversarial }) => lossText(adversarial?.dGenerated) },
  { heading: 'loss, unlabelled', cell: ({ adversarial }) => lossText(adversarial?.unlabelledLoss) },
  { heading: 'loss, generated', cell: ({ adversarial }) => lossText(adversarial?.generatedLoss) },
  { heading: 'loss, generator', cell: ({ adversarial }) => lossText(adversarial?.generatorLoss) },
  { heading: 'diversity', cell: ({ adversarial }) => shortText(adversarial?.diversity) },
  { heading: 'real diversity', cell: ({ adversarial }) => shortText(adversarial?.realDiversity) },
  {
    heading: 'nearest distance',
    cell: ({ adversarial }) => shortText(adversarial?.nearestDistance),
  },
];

/** The numbers of every epoch; a column in which no epoch has one is left out. */
export function epochTable({ name, epochs }: ReportedRun): string {
  const all = epochs.some(({ adversarial }) => adversarial) ? [...EPOCH, ...ADVERSARIAL] : EPOCH;
  const columns = all.filter(({ cell }) => epochs.some((epoch) => cell(epoch) !== NONE));
  return scrollingTable(
    `Epochs of ${name}`,
    columns.map(({ heading }) => heading),
    epochs.map((epoch) => columns.map(({ cell }) => cell(epoch))),
  );
}
