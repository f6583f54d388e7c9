import type { Markish } from '@observablehq/plot';
import { axisStyle, frameStyle } from './axes.ts';
import { hues, quiet } from './colours.ts';
import { type FigureSize, figure, loadPlotter, type Plotter, sizes } from './figure.ts';

/** One class and its structures. */
export interface ClassCount {
  readonly name: string;
  readonly count: number;
}

export interface ClassesFigureOptions {
  readonly title?: string;
  /** @default 'page' */
  readonly size?: FigureSize;
  /** Of the classes, such as `space group`. */
  readonly label: string;
  /** A line at the number that a class must exceed to be learned. */
  readonly bound?: number;
}

/**
 * Structures in each class as bars on a logarithmic scale, classes in the order given, as in Fig. 1
 * of Lolla et al. (2022). Of many classes only so many are named as there is room for; empty ones
 * have no bar.
 */
export async function classesFigure(
  classes: readonly ClassCount[],
  options: ClassesFigureOptions,
): Promise<string> {
  const { title, size = 'page', label } = options;
  const plotter = await loadPlotter();
  const { width, font } = sizes[size];
  const height = Math.round(0.42 * width);
  const all = classes.reduce((sum, { count }) => sum + count, 0);
  return figure(plotter, {
    title,
    size,
    height,
    description: `Structures by ${label}: ${all} in ${classes.length} classes, on a logarithmic scale.`,
    panels: [
      {
        x: 0,
        y: 0,
        options: {
          width,
          height,
          marginLeft: 5.5 * font,
          marginBottom: 5 * font,
          marginTop: font,
          marginRight: font,
          x: { type: 'band', domain: classes.map(({ name }) => name), padding: 0.15, axis: null },
          y: { type: 'log', domain: [0.7, top(classes)], clamp: true },
          marks: marksOf(plotter, classes, options, width / font),
        },
      },
    ],
  });
}

/** The power of ten, or half of it, that no bar exceeds. */
function top(classes: readonly ClassCount[]): number {
  const most = Math.max(10, ...classes.map(({ count }) => count));
  const ten = 10 ** Math.ceil(Math.log10(most));
  return most <= ten / 2 ? ten / 2 : ten;
}

function marksOf(
  { Plot }: Plotter,
  classes: readonly ClassCount[],
  { label, bound }: ClassesFigureOptions,
  letters: number,
): Markish[] {
  const filled = classes.filter(({ count }) => count > 0);
  // A name written upwards needs a line's height.
  const every = Math.ceil((1.4 * classes.length) / letters);
  return [
    Plot.ruleY(
      [1, 10, 100, 1000, 10_000, 100_000].filter((n) => n <= top(classes)),
      {
        stroke: quiet,
        strokeOpacity: 0.25,
      },
    ),
    Plot.barY(filled, { x: 'name', y1: 0.7, y2: 'count', fill: hues[0]! }),
    bound === undefined ? null : Plot.ruleY([bound], { stroke: hues[1]!, strokeDasharray: '4 3' }),
    Plot.axisX({
      ...axisStyle,
      ticks: classes.filter((_, i) => i % every === 0).map(({ name }) => name),
      tickRotate: -90,
      label,
    }),
    Plot.axisY({ ...axisStyle, label: 'structures', ticks: 5, tickFormat: ',d' }),
    Plot.frame(frameStyle),
  ];
}
