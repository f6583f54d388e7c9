import type { PlotOptions } from '@observablehq/plot';
import { axisStyle, frameStyle } from './axes.ts';
import { dashes, hues } from './colours.ts';
import { type FigureSize, figure, loadPlotter, type Plotter, sizes } from './figure.ts';
import { element, escapeXml, shortened, textWidth } from './svg.ts';
import type { Point } from './thinOut.ts';

/** Peak width (`y`, FWHM) against 2θ (`x`) of one instrument, degrees. */
export interface ResolutionCurve {
  readonly label: string;
  readonly points: readonly Point[];
  /** Curves of one group share a panel under this heading. @default '' */
  readonly group?: string;
}

export interface InstrumentFigureOptions {
  readonly title?: string;
  /** @default 'page' */
  readonly size?: FigureSize;
}

/**
 * Resolution of instruments, FWHM against 2θ with a logarithmic scale of widths, as SVG. Curves that
 * are the same are drawn once, with all their names.
 *
 * @throws RangeError when there is no curve with a point, or a width that is not positive.
 */
export async function instrumentFigure(
  curves: readonly ResolutionCurve[],
  { title, size = 'page' }: InstrumentFigureOptions = {},
): Promise<string> {
  const points = curves.flatMap((curve) => curve.points);
  if (points.length === 0) throw new RangeError('there is nothing to draw');
  const wrong = points.find(({ y }) => !(y > 0));
  if (wrong !== undefined) throw new RangeError(`a FWHM of ${wrong.y}° cannot be drawn`);
  const plotter = await loadPlotter();
  const panels = layOut(curves, size);
  const last = panels.at(-1)!;
  return figure(plotter, {
    title,
    size,
    height: last.y + last.height,
    description: `FWHM of peaks against 2θ, degrees: ${curves.map(({ label }) => label).join(', ')}.`,
    panels: panels.map((panel) => ({ x: 0, y: panel.y, options: curvesPlot(plotter, panel) })),
    drawing: panels.flatMap((panel) => [
      ...(panel.heading === '' ? [] : [headingOf(panel)]),
      ...panel.curves.flatMap(({ label }, i) => key(label, i, panel)),
    ]),
  });
}

/** One frame and its key; lengths in px. */
interface PanelLayout {
  readonly heading: string;
  readonly curves: readonly ResolutionCurve[];
  /** Of its upper edge. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly font: number;
  readonly margin: { readonly left: number; readonly right: number };
  readonly top: number;
  readonly bottom: number;
  /** Degrees. */
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
}

/** Of the lines in the key. */
const SWATCH = 2.6;
const LINE_HEIGHT = 1.35;

/** Panels one below the other, with one scale of angles and frames of one width. */
function layOut(curves: readonly ResolutionCurve[], size: FigureSize): PanelLayout[] {
  const { width, font } = sizes[size];
  const groups = [...grouped(curves, ({ group = '' }) => group)].map(([heading, members]) => ({
    heading,
    curves: withoutTwins(members),
  }));
  const longest = Math.max(
    ...groups.flatMap((group) => group.curves.map(({ label }) => textWidth(label, font))),
  );
  const right = Math.min(0.45 * width, longest + (SWATCH + 1.8) * font);
  const bottom = 3.8 * font;
  const least = (size === 'page' ? 0.4 : 0.6) * (groups.length > 1 ? 0.7 : 1) * width;
  const { xDomain } = domainsOf(curves.flatMap(({ points }) => points));
  let y = 0;
  return groups.map((group) => {
    const top = (group.heading === '' ? 1 : 2.2) * font;
    const inner = Math.max(least, group.curves.length * LINE_HEIGHT * font);
    const height = Math.ceil(top + inner + bottom);
    const { yDomain } = domainsOf(group.curves.flatMap(({ points }) => points));
    const margin = { left: 5.4 * font, right };
    const panel = { ...group, y, width, height, font, margin, top, bottom, xDomain, yDomain };
    y += height;
    return panel;
  });
}

/** Curves by key, both in the order in which they came. */
function grouped(
  curves: readonly ResolutionCurve[],
  keyOf: (curve: ResolutionCurve) => string,
): ReadonlyMap<string, readonly ResolutionCurve[]> {
  const groups = new Map<string, ResolutionCurve[]>();
  for (const curve of curves) {
    const group = groups.get(keyOf(curve));
    if (group === undefined) groups.set(keyOf(curve), [curve]);
    else group.push(curve);
  }
  return groups;
}

/** Curves with the same points as one, named for all of them. */
function withoutTwins(curves: readonly ResolutionCurve[]): ResolutionCurve[] {
  const same = grouped(curves, ({ points }) => points.map(({ x, y }) => `${x} ${y}`).join());
  return [...same.values()].map((twins) => ({
    ...twins[0]!,
    label: twins.map(({ label }) => label).join(', '),
  }));
}

const headingOf = ({ heading, y, top, font, margin }: PanelLayout): string =>
  element(
    'text',
    { x: margin.left, y: y + top - 0.7 * font, 'font-weight': '600' },
    escapeXml(heading),
  );

/** All angles, from 0 where they begin near it, and all widths with a tenth to spare. */
function domainsOf(points: readonly Point[]): Pick<PanelLayout, 'xDomain' | 'yDomain'> {
  const extent = (values: readonly number[]): [number, number] => [
    values.reduce((a, b) => Math.min(a, b)),
    values.reduce((a, b) => Math.max(a, b)),
  ];
  const [from, to] = extent(points.map(({ x }) => x));
  const [low, high] = extent(points.map(({ y }) => y));
  return {
    xDomain: [from < 0.2 * to ? 0 : from, to > from ? to : from + 1],
    yDomain: [low / 1.1, high * 1.1],
  };
}

/** With more curves than hues each dash goes on to another hue, so that no two look alike. */
const strokeOf = (i: number) => ({
  stroke: hues[i % hues.length]!,
  strokeDasharray: dashes[(i + Math.floor(i / hues.length)) % dashes.length]!,
});

function curvesPlot(
  { Plot }: Plotter,
  { curves, width, height, font, margin, top, bottom, xDomain, yDomain }: PanelLayout,
): PlotOptions {
  const ticks = ticksWithin(yDomain);
  return {
    width,
    height,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: top,
    marginBottom: bottom,
    x: { ...axisStyle, domain: [...xDomain], label: '2θ (°)', tickSpacing: 6 * font },
    y: { type: 'log', domain: [...yDomain], axis: null },
    marks: [
      Plot.gridY(ticks, { stroke: '#000000', strokeOpacity: 0.1 }),
      // A text of its own, because the scale's format would leave every 5 without a number.
      Plot.axisY(ticks, {
        ...axisStyle,
        text: (tick: number) => String(tick),
        label: 'FWHM (°)',
        labelOffset: margin.left - font,
      }),
      ...curves.map(({ points }, i) =>
        Plot.line(points, { x: 'x', y: 'y', strokeWidth: 1.5, ...strokeOf(i) }),
      ),
      Plot.frame(frameStyle),
    ],
  };
}

/** 1, 2 and 5 of each decade. */
function ticksWithin([low, high]: readonly [number, number]): number[] {
  const decades = Array.from({ length: 12 }, (_, i) => i - 6);
  return decades
    .flatMap((decade) => [1, 2, 5].map((digit) => Number(`${digit}e${decade}`)))
    .filter((tick) => tick >= low && tick <= high);
}

/** A line of the key, right of the frame: how the curve is drawn and whose it is. */
function key(label: string, i: number, panel: PanelLayout): string[] {
  const { width, font, margin } = panel;
  const x = width - margin.right + 0.8 * font;
  const y = panel.y + panel.top + (i + 0.5) * LINE_HEIGHT * font;
  const { stroke, strokeDasharray } = strokeOf(i);
  const room = margin.right - (SWATCH + 1.5) * font;
  return [
    element('line', {
      x1: x,
      x2: x + SWATCH * font,
      y1: y,
      y2: y,
      stroke,
      'stroke-dasharray': strokeDasharray,
      'stroke-width': 1.5,
    }),
    element(
      'text',
      { x: x + (SWATCH + 0.5) * font, y: y + 0.35 * font },
      escapeXml(shortened(label, Math.floor(room / textWidth('n', font)))),
    ),
  ];
}
