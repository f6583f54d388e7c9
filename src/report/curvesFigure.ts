import type { PlotOptions } from '@observablehq/plot';
import { axisStyle, frameStyle } from './axes.ts';
import { dashes, hues } from './colours.ts';
import type { Curve } from './curvePanels.ts';
import { type FigureSize, figure, loadPlotter, type Panel, type Plotter, sizes } from './figure.ts';
import { element, escapeXml, textWidth } from './svg.ts';
import type { Point } from './thinOut.ts';

/** Curves in one frame. */
export interface CurvesPanel {
  /** Stands on the frame, at its left. @default '' */
  readonly heading?: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Points beyond are not drawn. @default from the points */
  readonly xDomain?: readonly [number, number];
  readonly curves: readonly Curve[];
}

export interface CurvesFigureOptions {
  readonly title?: string;
  /** @default 'page' */
  readonly size?: FigureSize;
  /** 'rows' one below the other, 'columns' side by side. @default 'columns' */
  readonly arrangement?: 'rows' | 'columns';
  /** All panels get the scale of the one that reaches highest. @default false */
  readonly sameHeights?: boolean;
  /** Height of a frame over its width. @default 0.7 for columns, 0.28 for rows */
  readonly aspect?: number;
}

/** Lengths in px. */
interface Layout {
  readonly width: number;
  readonly height: number;
  readonly font: number;
  readonly margin: { readonly left: number; readonly top: number; readonly bottom: number };
  /** Where an axis ends above 0, where that is the same for all. */
  readonly top: number | undefined;
  readonly place: (panel: number) => { readonly x: number; readonly y: number };
}

const MARGIN_RIGHT = 1.2;
const SWATCH = 2.6;

/**
 * Curves of a few quantities as SVG: panels with a key above them, in which a label stands once.
 * Curves of one label look the same in all panels.
 *
 * @throws RangeError when there is no panel, or one without a point.
 */
export async function curvesFigure(
  panels: readonly CurvesPanel[],
  options: CurvesFigureOptions = {},
): Promise<string> {
  if (panels.length === 0 || panels.some(({ curves }) => pointsOf(curves).length === 0)) {
    throw new RangeError('there is nothing to draw');
  }
  const { title, size = 'page', arrangement = 'columns' } = options;
  const plotter = await loadPlotter();
  const labels = [...new Set(panels.flatMap(({ curves }) => curves.map(({ label }) => label)))];
  const named = labels.filter((label) => label !== '');
  const layout = layOut(panels, size, arrangement, named.length > 0, options);
  const last = layout.place(panels.length - 1);
  return figure(plotter, {
    title,
    size,
    height: last.y + layout.height,
    description: `${panels.map(({ yLabel, xLabel }) => `${yLabel} against ${xLabel}`).join('; ')}.`,
    panels: panels.map((panel, i) => drawPanel(plotter, panel, labels, layout.place(i), layout)),
    drawing: [
      ...keyOf(named, labels, layout),
      ...panels.map(({ heading = '' }, i) => headingOf(heading, layout.place(i), layout)),
    ],
  });
}

function layOut(
  panels: readonly CurvesPanel[],
  size: FigureSize,
  arrangement: 'rows' | 'columns',
  hasKey: boolean,
  { sameHeights = false, aspect = arrangement === 'columns' ? 0.7 : 0.28 }: CurvesFigureOptions,
): Layout {
  const { width: sheet, font } = sizes[size];
  const width = arrangement === 'columns' ? sheet / panels.length : sheet;
  const hasHeading = panels.some(({ heading = '' }) => heading !== '');
  const margin = {
    left: leftMargin(panels, font),
    top: (hasHeading ? 2.2 : 0.6) * font,
    bottom: 3.8 * font,
  };
  const frame = aspect * (width - margin.left - MARGIN_RIGHT * font);
  const height = Math.round(frame + margin.top + margin.bottom);
  const keyHeight = hasKey ? 1.8 * font : 0;
  const place = (panel: number) =>
    arrangement === 'columns'
      ? { x: panel * width, y: keyHeight }
      : { x: 0, y: keyHeight + panel * height };
  const top = sameHeights ? Math.max(...panels.map((p) => domainsOf(p)[1][1])) : undefined;
  return { width, height, font, margin, top, place };
}

/** Room for the widest number and the title of the axis beside it. */
function leftMargin(panels: readonly CurvesPanel[], font: number): number {
  const highest = Math.max(...panels.map((panel) => domainsOf(panel)[1][1]));
  const widest = textWidth(Math.round(highest).toLocaleString('en-US'), font);
  return Math.max(5.4 * font, widest + 3.2 * font);
}

/** A look for each label: dashes go along with hues, for print without colour. */
const styleOf = (i: number) => ({
  stroke: hues[i % hues.length]!,
  strokeDasharray: dashes[i % dashes.length]!,
});

function drawPanel(
  { Plot }: Plotter,
  panel: CurvesPanel,
  labels: readonly string[],
  place: { readonly x: number; readonly y: number },
  layout: Layout,
): Panel {
  const { width, height, font } = layout;
  const { left, top, bottom } = layout.margin;
  const [xDomain, [low, high]] = domainsOf(panel);
  const options: PlotOptions = {
    width,
    height,
    marginLeft: left,
    marginRight: MARGIN_RIGHT * font,
    marginTop: top,
    marginBottom: bottom,
    x: { ...axisStyle, domain: xDomain, label: panel.xLabel, tickSpacing: 5 * font },
    y: {
      ...axisStyle,
      domain: [low, layout.top ?? high],
      label: panel.yLabel,
      labelOffset: left - font,
      tickSpacing: 3.5 * font,
    },
    marks: [
      ...panel.curves.map(({ label, points }) =>
        Plot.line(within(points, xDomain), {
          x: 'x',
          y: 'y',
          strokeWidth: 1.25,
          ...styleOf(labels.indexOf(label)),
        }),
      ),
      Plot.frame(frameStyle),
    ],
  };
  return { ...place, options };
}

const pointsOf = (curves: readonly Curve[]): readonly Point[] =>
  curves.flatMap(({ points }) => points);

const within = (points: readonly Point[], [from, to]: readonly [number, number]) =>
  points.filter(({ x }) => x >= from && x <= to);

/** Of x as given or from the points; of y with 0 and a twelfth above the highest point. */
function domainsOf({ curves, xDomain }: CurvesPanel): [[number, number], [number, number]] {
  const points = pointsOf(curves);
  const xs = points.map(({ x }) => x);
  const [from, to] = xDomain ?? [
    xs.reduce((a, b) => Math.min(a, b)),
    xs.reduce((a, b) => Math.max(a, b)),
  ];
  const ys = within(points, [from, to]).map(({ y }) => y);
  const high = ys.reduce((a, b) => Math.max(a, b), 0);
  const low = ys.reduce((a, b) => Math.min(a, b), 0);
  return [
    [from, to],
    [low < 0 ? low - 0.05 * (high - low) : 0, high > low ? high + (high - low) / 12 : 1],
  ];
}

/** One line above all panels. */
function keyOf(named: readonly string[], labels: readonly string[], layout: Layout): string[] {
  const { font, margin } = layout;
  const y = 0.9 * font;
  let x = margin.left;
  return named.flatMap((label) => {
    const { stroke, strokeDasharray } = styleOf(labels.indexOf(label));
    const line = { x1: x, x2: x + SWATCH * font, y1: y, y2: y, stroke, 'stroke-width': 1.5 };
    const textX = x + (SWATCH + 0.5) * font;
    x = textX + textWidth(label, font) + 1.6 * font;
    return [
      element('line', { ...line, 'stroke-dasharray': strokeDasharray }),
      element('text', { x: textX, y: y + 0.35 * font }, escapeXml(label)),
    ];
  });
}

function headingOf(
  heading: string,
  place: { readonly x: number; readonly y: number },
  { font, margin }: Layout,
): string {
  const x = place.x + margin.left;
  const y = place.y + margin.top - 0.7 * font;
  return element('text', { x, y, 'font-weight': '600' }, escapeXml(heading));
}
