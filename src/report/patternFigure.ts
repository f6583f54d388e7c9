import type { PlotOptions } from '@observablehq/plot';
import { axisStyle, frameStyle } from './axes.ts';
import { hues, ink } from './colours.ts';
import { type FigureSize, figure, loadPlotter, type Plotter, sizes } from './figure.ts';
import { element, escapeXml, textWidth } from './svg.ts';
import { thinOut } from './thinOut.ts';

/** Intensity against ascending 2θ, degrees. */
export interface PlottedPattern {
  readonly twoTheta: ArrayLike<number>;
  readonly intensity: ArrayLike<number>;
}

/** Where the reflections of one phase lie. */
export interface ReflectionTicks {
  readonly label: string;
  /** Degrees. */
  readonly twoTheta: ArrayLike<number>;
}

export interface PatternFigureOptions {
  readonly title?: string;
  /** @default 'page' */
  readonly size?: FigureSize;
  /** @default 'intensity (arb. units)' */
  readonly intensityLabel?: string;
  /** One row of tick marks each, below the pattern. */
  readonly reflections?: readonly ReflectionTicks[];
}

/**
 * Powder pattern as SVG, with rows of tick marks at the reflections as in a Rietveld plot.
 *
 * @throws RangeError when there are fewer than two points, or not as many angles as intensities.
 */
export async function patternFigure(
  pattern: PlottedPattern,
  options: PatternFigureOptions = {},
): Promise<string> {
  const points = pattern.twoTheta.length;
  if (points < 2 || points !== pattern.intensity.length) {
    throw new RangeError(`${points} angles with ${pattern.intensity.length} intensities`);
  }
  const { title, size = 'page', reflections = [] } = options;
  const { intensityLabel = 'intensity (arb. units)' } = options;
  const plotter = await loadPlotter();
  const layout = layOut(pattern, size, reflections);
  return figure(plotter, {
    title,
    size,
    height: layout.top + layout.curve + layout.ticks + layout.bottom,
    description: `Powder pattern: ${intensityLabel} against 2θ in degrees.`,
    panels: [
      { x: 0, y: 0, options: curvePlot(plotter, pattern, intensityLabel, layout) },
      { x: 0, y: layout.top + layout.curve, options: tickPlot(plotter, reflections, layout) },
    ],
    drawing: reflections.map(({ label }, row) => tickLabel(label, row, layout)),
  });
}

/** Lengths in px: the curve stands on the rows of ticks, both in frames of one width. */
interface Layout {
  readonly width: number;
  readonly font: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly curve: number;
  readonly row: number;
  readonly ticks: number;
  readonly bottom: number;
  /** Degrees. */
  readonly domain: readonly [number, number];
}

function layOut(
  { twoTheta, intensity }: PlottedPattern,
  size: FigureSize,
  reflections: readonly ReflectionTicks[],
): Layout {
  const { width, font } = sizes[size];
  const row = 1.6 * font;
  const longest = Math.max(0, ...reflections.map(({ label }) => textWidth(label, font)));
  return {
    width,
    font,
    // Room for the largest tick label, and for the title of the axis beyond it.
    left: textWidth(tickText(intensity).padStart(5), font) + 3.2 * font,
    right: Math.max(1.2 * font, Math.min(longest + font, 0.3 * width)),
    top: 0.6 * font,
    curve: Math.round(width * (size === 'page' ? 0.4 : 0.55)),
    row,
    ticks: reflections.length * row,
    bottom: 3.6 * font,
    domain: [twoTheta[0]!, twoTheta[twoTheta.length - 1]!],
  };
}

function curvePlot(
  { Plot }: Plotter,
  pattern: PlottedPattern,
  label: string,
  layout: Layout,
): PlotOptions {
  const { left, right, top, curve, width, font, domain } = layout;
  const points = thinOut(pattern.twoTheta, pattern.intensity, 2 * (width - left - right));
  return {
    width,
    height: top + curve,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: 0,
    x: { domain: [...domain], axis: null },
    y: { ...axisStyle, label, labelOffset: left - font, nice: true, tickSpacing: 4 * font },
    marks: [
      Plot.line(points, { x: 'x', y: 'y', stroke: hues[0]!, strokeWidth: 1 }),
      Plot.frame(frameStyle),
    ],
  };
}

function tickPlot(
  { Plot }: Plotter,
  reflections: readonly ReflectionTicks[],
  { left, right, ticks, bottom, width, font, domain }: Layout,
): PlotOptions {
  const marks = reflections.flatMap(({ twoTheta }, row) =>
    Array.from(twoTheta, (x) => ({ x, row })).filter(({ x }) => x >= domain[0] && x <= domain[1]),
  );
  return {
    width,
    height: ticks + bottom,
    marginLeft: left,
    marginRight: right,
    marginTop: 0,
    marginBottom: bottom,
    x: { ...axisStyle, domain: [...domain], label: '2θ (°)', tickSpacing: 6 * font },
    y: { type: 'band', domain: reflections.map((_, row) => row), axis: null, round: false },
    marks: [
      Plot.tickX(marks, { x: 'x', y: 'row', stroke: ink, strokeWidth: 0.75, inset: 1 }),
      reflections.length > 0 ? Plot.frame(frameStyle) : null,
    ],
  };
}

/** About the longest label on the intensity axis, which ends at a round number. */
function tickText(intensity: ArrayLike<number>): string {
  let highest = 0;
  for (let i = 0; i < intensity.length; i++) highest = Math.max(highest, Math.abs(intensity[i]!));
  return Math.round(1.25 * highest).toLocaleString('en-US');
}

/** The phase, to the right of its row. */
function tickLabel(label: string, row: number, layout: Layout): string {
  const x = layout.width - layout.right + 0.6 * layout.font;
  const y = layout.top + layout.curve + (row + 0.5) * layout.row + 0.35 * layout.font;
  return element('text', { x, y }, escapeXml(label));
}
