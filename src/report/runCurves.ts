import type { Curve, CurvePanel } from './curvePanels.ts';
import { letterOf, type ReportedEpoch, type ReportedRun } from './reportedRun.ts';

/** A figure of a report before it is drawn. */
export interface RunFigure {
  /** Stem of its file. */
  readonly name: string;
  readonly title: string;
  /** What full and dotted lines are; undefined where all are full. */
  readonly lines?: string;
  readonly remark?: string;
  readonly panel: CurvePanel;
}

type Quantity = (epoch: ReportedEpoch) => number | undefined;

interface Line {
  readonly name: string;
  readonly of: Quantity;
}

interface FigurePlan {
  readonly name: string;
  readonly title: string;
  /** Said after what the lines are. */
  readonly remark?: string;
  /** Title of the axis. */
  readonly label: string;
  readonly scale?: NonNullable<CurvePanel['scale']>;
  /** Drawn as a full line. */
  readonly main: Line;
  /** Drawn dotted. */
  readonly other?: Line;
}

const line = (name: string, of: Quantity): Line => ({ name, of });

const FIGURES: readonly FigurePlan[] = [
  {
    name: 'loss',
    title: 'Loss',
    label: 'cross entropy (nats)',
    main: line('validation', ({ validation }) => validation?.loss),
    other: line('training', ({ trainingLoss }) => trainingLoss),
  },
  {
    name: 'top1',
    title: 'Right answers',
    remark: 'In training they are counted with dropout and noise.',
    label: 'top-1',
    scale: 'share',
    main: line('validation', ({ validation }) => validation?.top1),
    other: line('training', ({ trainingTop1 }) => trainingTop1),
  },
  {
    name: 'top5',
    title: 'Right among five answers',
    remark: 'Validation.',
    label: 'top-5',
    scale: 'share',
    main: line('validation', ({ validation }) => validation?.top5),
  },
  {
    name: 'learning-rate',
    title: 'Learning rate',
    remark: 'At the end of each epoch.',
    label: 'learning rate',
    scale: 'log',
    main: line('rate', ({ learningRate }) => learningRate),
  },
  {
    name: 'samples-per-second',
    title: 'Speed',
    remark: 'Training patterns a second.',
    label: 'samples/s',
    main: line('speed', ({ samplesPerSecond }) => samplesPerSecond),
  },
  {
    name: 'discriminator',
    title: 'Taken for real',
    remark: 'A generator that convinces brings both to one half.',
    label: 'mean D',
    scale: 'share',
    main: line('generated', ({ adversarial }) => adversarial?.dGenerated),
    other: line('real', ({ adversarial }) => adversarial?.dReal),
  },
  {
    name: 'discriminator-loss',
    title: 'Adversarial loss of the discriminator',
    label: 'loss (nats)',
    main: line('generated', ({ adversarial }) => adversarial?.generatedLoss),
    other: line('unlabelled', ({ adversarial }) => adversarial?.unlabelledLoss),
  },
  {
    name: 'generator-loss',
    title: 'Loss of the generator',
    remark: 'Cross entropy of the generated patterns with the goal to be taken for real.',
    label: 'loss (nats)',
    main: line('generator', ({ adversarial }) => adversarial?.generatorLoss),
  },
  {
    name: 'diversity',
    title: 'Diversity',
    remark: 'Mean distance of two patterns; near zero the generator makes only one.',
    label: 'mean distance',
    main: line('generated', ({ adversarial }) => adversarial?.diversity),
    other: line('real', ({ adversarial }) => adversarial?.realDiversity),
  },
  {
    name: 'nearest-distance',
    title: 'Distance to the nearest real pattern',
    remark: 'Mean over generated patterns; near zero they are copies.',
    label: 'mean distance',
    main: line('generated', ({ adversarial }) => adversarial?.nearestDistance),
  },
];

/** Names that figures of reports can have. */
export const figureNames: readonly string[] = FIGURES.map(({ name }) => name);

/** The figures for which the runs have numbers, several runs on common axes. */
export function runFigures(runs: readonly ReportedRun[]): RunFigure[] {
  return FIGURES.flatMap((plan) => {
    const curves = curvesOf(plan, runs);
    if (curves.length === 0) return [];
    const { name, title, label, scale, main, other, remark } = plan;
    const panel = { label, curves, ...(scale && { scale }) };
    const lines = other && `Full lines: ${main.name}; dotted: ${other.name}.`;
    return [{ name, title, panel, ...(lines && { lines }), ...(remark && { remark }) }];
  });
}

function curvesOf({ main, other }: FigurePlan, runs: readonly ReportedRun[]): Curve[] {
  const lines = [{ ...main, dash: 0 }, ...(other ? [{ ...other, dash: 2 }] : [])];
  // A lone curve needs no name beside the axis's.
  const soleLabel = (name: string) => (other ? name : '');
  return runs.flatMap((run, hue) =>
    lines.flatMap(({ name, of, dash }): Curve[] => {
      const points = run.epochs.map((epoch) => ({ x: epoch.epoch, y: of(epoch) ?? Number.NaN }));
      if (points.every(({ y }) => Number.isNaN(y))) return [];
      const label = runs.length === 1 ? soleLabel(name) : dash === 0 ? letterOf(hue) : '';
      return [{ label, points, hue, dash }];
    }),
  );
}

/** What is said with a figure. */
export const captionOf = ({ lines, remark }: RunFigure): string =>
  [lines, remark].filter((text) => text !== undefined).join(' ');
