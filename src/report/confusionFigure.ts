import type { Markish, PlotOptions } from '@observablehq/plot';
import { colourBar } from './colourBar.ts';
import { ink, paper, ramp } from './colours.ts';
import type { Confusion } from './confusion.ts';
import {
  axisTitles,
  type ConfusionLayout,
  groupMarks,
  layOutConfusion,
} from './confusionLayout.ts';
import { type FigureSize, figure, loadPlotter, type Plotter } from './figure.ts';

export interface ConfusionFigureOptions {
  readonly title?: string;
  /** @default 'page' */
  readonly size?: FigureSize;
  /** A name for each class, such as its crystal system; lines set runs of one name apart. */
  readonly groups?: readonly string[];
}

/**
 * Confusion matrix as SVG. Colour: share of the true class, on a square-root scale so that one
 * confusion in a hundred can still be seen. Cells that are large enough show their counts; of many
 * classes only so many are named as there is room for. Grey rows have no test patterns.
 */
export async function confusionFigure(
  matrix: Confusion,
  options: ConfusionFigureOptions = {},
): Promise<string> {
  const { title, size = 'page', groups = [] } = options;
  const plotter = await loadPlotter();
  const layout = layOutConfusion(matrix.classes, size, groups.length > 0);
  return figure(plotter, {
    title,
    size,
    height: layout.height,
    description:
      `Confusion matrix of ${matrix.classes.length} classes: rows true, columns predicted, ` +
      'coloured by the share of the true class.',
    panels: [{ x: 0, y: 0, options: matrixPlot(plotter, matrix, layout) }],
    drawing: [...groupMarks(groups, layout), ...axisTitles(layout), shareBar(plotter, layout)],
  });
}

const color = { type: 'sqrt', domain: [0, 1], range: [...ramp], interpolate: 'rgb' } as const;

function matrixPlot(plotter: Plotter, matrix: Confusion, layout: ConfusionLayout): PlotOptions {
  const domain = matrix.classes.map((_, i) => i);
  const axis = { type: 'band', domain, padding: 0, round: false, axis: null } as const;
  return {
    width: layout.width,
    height: layout.height,
    marginLeft: layout.left,
    marginTop: layout.top,
    marginRight: layout.right,
    marginBottom: layout.bottom,
    x: axis,
    y: axis,
    color,
    marks: matrixMarks(plotter, matrix, layout),
  };
}

function matrixMarks({ Plot }: Plotter, matrix: Confusion, layout: ConfusionLayout): Markish[] {
  const { every, nameFont, cell } = layout;
  const cells = filledCells(matrix);
  const digits = Math.max(1, ...cells.map(({ n }) => String(n).length));
  const countFont = Math.min(nameFont, (0.85 * cell) / (0.6 * digits));
  const place = { x: 'predicted', y: 'truth' };
  const names = {
    ticks: matrix.classes.map((_, i) => i).filter((i) => i % every === 0),
    tickFormat: (i: number) => matrix.classes[i]!,
    tickSize: 3,
    fontSize: nameFont,
    label: null,
  };
  const counts = Plot.text(cells, {
    ...place,
    text: ({ n }: Cell) => String(n),
    fontSize: countFont,
    fill: ({ share }: Cell) => (share > 0.25 ? paper : ink),
  });
  return [
    Plot.cell(emptyRows(matrix), { y: (k: number) => k, fill: '#ececee' }),
    Plot.cell(cells, { ...place, fill: 'share', shapeRendering: 'crispEdges' }),
    countFont < 6.5 ? null : counts,
    Plot.frame({ strokeWidth: 0.75 }),
    Plot.axisY(names),
    Plot.axisX({ ...names, tickRotate: -90 }),
  ];
}

interface Cell {
  readonly truth: number;
  readonly predicted: number;
  readonly n: number;
  /** Of the rows of the true class. */
  readonly share: number;
}

function filledCells({ confusion }: Confusion): Cell[] {
  return confusion.flatMap((row, truth) => {
    const support = row.reduce((a, b) => a + b, 0);
    return row.flatMap((n, predicted) =>
      n > 0 ? [{ truth, predicted, n, share: n / support }] : [],
    );
  });
}

const emptyRows = ({ confusion }: Confusion): number[] =>
  confusion.flatMap((row, truth) => (row.every((n) => n === 0) ? [truth] : []));

function shareBar({ Plot }: Plotter, { left, top, side, font }: ConfusionLayout): string {
  return colourBar({
    x: left + side + 1.4 * font,
    y: top,
    width: font,
    height: Math.min(side, 22 * font),
    colour: (at) => Plot.scale({ color })!.apply(at * at),
    ticks: [0, 1, 10, 25, 50, 100].map((percent) => ({
      at: Math.sqrt(percent / 100),
      label: `${percent} %`,
    })),
    label: 'share of the true class',
    font,
  });
}
