import type { Markish } from '@observablehq/plot';
import { axisStyle, frameStyle } from './axes.ts';
import { hues, quiet } from './colours.ts';
import { type FigureSize, figure, loadPlotter, type Plotter, sizes } from './figure.ts';

/** Rows of about the same confidence; `null` where there are none. */
export interface PlottedBin {
  readonly n: number;
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

export interface ReliabilityFigureOptions {
  readonly title?: string;
  /** @default 'column' */
  readonly size?: FigureSize;
}

/**
 * Reliability diagram as SVG: accuracy against confidence, the area of a dot in proportion to its
 * rows. Below the diagonal the model is too sure of itself, above it not sure enough.
 */
export async function reliabilityFigure(
  bins: readonly PlottedBin[],
  { title, size = 'column' }: ReliabilityFigureOptions = {},
): Promise<string> {
  const plotter = await loadPlotter();
  const { width, font } = sizes[size];
  const side = Math.min(width, 420);
  const left = 5.2 * font;
  const bottom = 3.8 * font;
  const scale = { ...axisStyle, domain: [0, 1], tickSpacing: 5 * font };
  return figure(plotter, {
    title,
    size,
    height: side,
    description: 'Reliability diagram: share of right answers against confidence.',
    panels: [
      {
        x: (width - side) / 2,
        y: 0,
        options: {
          width: side,
          height: side,
          marginLeft: left,
          marginBottom: bottom,
          marginTop: font,
          marginRight: left + font - bottom,
          x: { ...scale, label: 'confidence' },
          y: { ...scale, label: 'share answered rightly', labelOffset: left - font },
          r: { range: [0, font] },
          marks: reliabilityMarks(plotter, bins),
        },
      },
    ],
  });
}

function reliabilityMarks({ Plot }: Plotter, bins: readonly PlottedBin[]): Markish[] {
  const filled = bins.filter(({ n }) => n > 0);
  const place = { x: 'confidence', y: 'accuracy' };
  const diagonal = [
    [0, 0],
    [1, 1],
  ] as const;
  return [
    Plot.line(diagonal, { stroke: quiet, strokeDasharray: '4 3', strokeWidth: 1 }),
    Plot.ruleX(filled, { x: 'confidence', y1: 'confidence', y2: 'accuracy', stroke: hues[1]! }),
    Plot.dot(filled, { ...place, r: 'n', fill: hues[0]! }),
    Plot.frame(frameStyle),
  ];
}
