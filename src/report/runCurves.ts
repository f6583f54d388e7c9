import type { Curve, CurvePanel } from './curvePanels.ts';
import { letterOf, type ReportedEpoch, type ReportedRun } from './reportedRun.ts';

/** A figure of a report before it is drawn. */
export interface RunFigure {
  /** Stem of its file. */
  readonly name: string;
  readonly title: string;
  /** What full and dotted lines are. */
  readonly caption: string;
  readonly panels: readonly CurvePanel[];
}

type Quantity = (epoch: ReportedEpoch) => number | undefined;

interface PanelPlan {
  /** Title of the axis. */
  readonly label: string;
  readonly scale?: NonNullable<CurvePanel['scale']>;
  /** Drawn as a full line. */
  readonly main: Line;
  /** Drawn dotted. */
  readonly other?: Line;
}

interface Line {
  readonly name: string;
  readonly of: Quantity;
}

type FigurePlan = Omit<RunFigure, 'panels' | 'caption'> & {
  /** Said after what the lines are. */
  readonly remark?: string;
  readonly panels: readonly PanelPlan[];
};

const line = (name: string, of: Quantity): Line => ({ name, of });

const FIGURES: readonly FigurePlan[] = [
  {
    name: 'loss',
    title: 'Loss',
    panels: [
      {
        label: 'cross entropy (nats)',
        main: line('validation', ({ validation }) => validation?.loss),
        other: line('training', ({ trainingLoss }) => trainingLoss),
      },
    ],
  },
  {
    name: 'top1',
    title: 'Right answers',
    remark: 'Training answers are counted with dropout and noise on.',
    panels: [
      {
        label: 'top-1',
        scale: 'share',
        main: line('validation', ({ validation }) => validation?.top1),
        other: line('training', ({ trainingTop1 }) => trainingTop1),
      },
    ],
  },
  {
    name: 'top5',
    title: 'Right among five',
    panels: [
      {
        label: 'top-5',
        scale: 'share',
        main: line('validation', ({ validation }) => validation?.top5),
      },
    ],
  },
  {
    name: 'learning-rate',
    title: 'Learning rate',
    remark: 'At the end of each epoch.',
    panels: [
      {
        label: 'learning rate',
        scale: 'log',
        main: line('rate', ({ learningRate }) => learningRate),
      },
    ],
  },
  {
    name: 'samples-per-second',
    title: 'Speed',
    panels: [
      {
        label: 'samples/s',
        main: line('speed', ({ samplesPerSecond }) => samplesPerSecond),
      },
    ],
  },
  {
    name: 'discriminator',
    title: 'What the discriminator takes for real',
    remark: 'A generator that convinces brings both to one half.',
    panels: [
      {
        label: 'mean D',
        scale: 'share',
        main: line('generated', ({ adversarial }) => adversarial?.dGenerated),
        other: line('real', ({ adversarial }) => adversarial?.dReal),
      },
    ],
  },
  {
    name: 'adversarial-losses',
    title: 'Adversarial losses',
    panels: [
      {
        label: 'discriminator (nats)',
        main: line('generated', ({ adversarial }) => adversarial?.generatedLoss),
        other: line('unlabelled', ({ adversarial }) => adversarial?.unlabelledLoss),
      },
      {
        label: 'generator (nats)',
        main: line('generator', ({ adversarial }) => adversarial?.generatorLoss),
      },
    ],
  },
  {
    name: 'diversity',
    title: 'Diversity of generated patterns',
    remark: 'Mean distance between two patterns; near zero the generator has collapsed onto one.',
    panels: [
      {
        label: 'mean distance',
        main: line('generated', ({ adversarial }) => adversarial?.diversity),
        other: line('real', ({ adversarial }) => adversarial?.realDiversity),
      },
    ],
  },
  {
    name: 'nearest-distance',
    title: 'Distance to the nearest real pattern',
    remark: 'Mean over generated patterns; near zero they are copies.',
    panels: [
      {
        label: 'distance',
        main: line('generated', ({ adversarial }) => adversarial?.nearestDistance),
      },
    ],
  },
];

/** Names that figures of reports can have. */
export const figureNames: readonly string[] = FIGURES.map(({ name }) => name);

/** The figures for which the runs have numbers, several runs on common axes. */
export function runFigures(runs: readonly ReportedRun[]): RunFigure[] {
  return FIGURES.flatMap(({ name, title, remark, panels }) => {
    const filled = panels
      .map((plan) => fillPanel(plan, runs))
      .filter(({ curves }) => curves.length > 0);
    if (filled.length === 0) return [];
    const captions = [...panels.map(linesOf), remark].filter((text) => text !== undefined);
    return [{ name, title, caption: captions.join(' '), panels: filled }];
  });
}

function fillPanel(plan: PanelPlan, runs: readonly ReportedRun[]): CurvePanel {
  const lines = [{ ...plan.main, dash: 0 }, ...(plan.other ? [{ ...plan.other, dash: 2 }] : [])];
  const curves = runs.flatMap((run, hue) =>
    lines.flatMap(({ name, of, dash }): Curve[] => {
      const points = run.epochs.map((epoch) => ({ x: epoch.epoch, y: of(epoch) ?? Number.NaN }));
      if (points.every(({ y }) => Number.isNaN(y))) return [];
      const label = runs.length === 1 ? soleLabel(plan, name) : dash === 0 ? letterOf(hue) : '';
      return [{ label, points, hue, dash }];
    }),
  );
  const { label, scale } = plan;
  return { label, curves, ...(scale && { scale }) };
}

/** A lone curve needs no name beside the axis's. */
const soleLabel = ({ other }: PanelPlan, name: string): string => (other ? name : '');

const linesOf = ({ main, other }: PanelPlan): string | undefined =>
  other && `Full lines: ${main.name}; dotted: ${other.name}.`;
