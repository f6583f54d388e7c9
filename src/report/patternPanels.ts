import type { PlotOptions } from '@observablehq/plot';
import { axisStyle, frameStyle } from './axes.ts';
import { hues, ink } from './colours.ts';
import { type FigureSize, type Plotter, sizes } from './figure.ts';
import { element, escapeXml, shortened, textWidth } from './svg.ts';

/** Intensity against ascending 2θ, degrees. */
export interface PlottedPattern {
  readonly twoTheta: ArrayLike<number>;
  readonly intensity: ArrayLike<number>;
  /** Its colour, among the hues of the room. @default 0 */
  readonly hue?: number | 'ink';
  /** Named in a key. */
  readonly label?: string;
}

/** Where the reflections of one phase lie. */
export interface ReflectionTicks {
  readonly label: string;
  /** Degrees. */
  readonly twoTheta: ArrayLike<number>;
  /** That of the phase's pattern. @default ink */
  readonly hue?: number;
}

/** Lengths in px: a curve stands on rows of ticks, both in frames of one width. */
export interface PatternLayout {
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

/** `notes` stand in the right margin beside the labels of the ticks. */
export function patternLayout(
  patterns: readonly PlottedPattern[],
  size: FigureSize,
  reflections: readonly ReflectionTicks[],
  notes: readonly string[] = [],
): PatternLayout {
  const { width, font } = sizes[size];
  const row = 1.6 * font;
  const texts = [...reflections.map(({ label }) => label), ...notes];
  const longest = Math.max(0, ...texts.map((text) => textWidth(text, font)));
  return {
    width,
    font,
    // Room for the largest tick label, and for the title of the axis beyond it.
    left: textWidth(tickText(patterns).padStart(5), font) + 3.2 * font,
    right: Math.max(1.2 * font, Math.min(longest + font, 0.3 * width)),
    top: 0.6 * font,
    curve: Math.round(width * (size === 'page' ? 0.4 : 0.55)),
    row,
    ticks: reflections.length * row,
    bottom: 3.6 * font,
    domain: [
      Math.min(...patterns.map(({ twoTheta }) => twoTheta[0]!)),
      Math.max(...patterns.map(({ twoTheta }) => twoTheta[twoTheta.length - 1]!)),
    ],
  };
}

export const margins = ({ left, right }: PatternLayout) => ({
  marginLeft: left,
  marginRight: right,
});

/** The rows of ticks; with the axis of angles below them, unless something else follows. */
export function tickPlot(
  { Plot }: Plotter,
  reflections: readonly ReflectionTicks[],
  layout: PatternLayout,
  hasAxis = true,
): PlotOptions {
  const { ticks, bottom, width, font, domain } = layout;
  const marks = reflections.flatMap(({ twoTheta, hue }, row) =>
    Array.from(twoTheta, (x) => ({ x, row, stroke: hue === undefined ? ink : hueOf(hue) })).filter(
      ({ x }) => x >= domain[0] && x <= domain[1],
    ),
  );
  const axis = { ...axisStyle, label: '2θ (°)', tickSpacing: 6 * font };
  return {
    width,
    height: ticks + (hasAxis ? bottom : 0),
    ...margins(layout),
    marginTop: 0,
    marginBottom: hasAxis ? bottom : 0,
    x: { ...(hasAxis ? axis : { axis: null }), domain: [...domain] },
    y: { type: 'band', domain: reflections.map((_, row) => row), axis: null, round: false },
    marks: [
      Plot.tickX(marks, { x: 'x', y: 'row', stroke: 'stroke', strokeWidth: 0.75, inset: 1 }),
      reflections.length > 0 ? Plot.frame(frameStyle) : null,
    ],
  };
}

export const hueOf = (hue: number | 'ink'): string =>
  hue === 'ink' ? ink : hues[hue % hues.length]!;

/** Width of the line before a name in a key, and of what separates them, in letter heights. */
export const KEY_INDENT = 1.5;

/** Line `i` of a key in the right margin, from the top: how a curve is drawn and what it is. */
export function keyLine(label: string, stroke: string, i: number, layout: PatternLayout): string[] {
  const { width, right, font, top } = layout;
  const x = width - right + 0.6 * font;
  const y = top + (i + 0.9) * 1.4 * font;
  return [
    element('line', { x1: x, x2: x + font, y1: y, y2: y, stroke, 'stroke-width': 1.5 }),
    element('text', { x: x + KEY_INDENT * font, y: y + 0.35 * font }, escapeXml(label)),
  ];
}

/** The phase, to the right of its row. */
export function tickLabel(
  { label, hue }: ReflectionTicks,
  row: number,
  layout: PatternLayout,
): string {
  const { width, right, font, top, curve } = layout;
  const x = width - right + 0.6 * font;
  const y = top + curve + (row + 0.5) * layout.row + 0.35 * font;
  const colour = hue === undefined ? {} : { fill: hueOf(hue) };
  const most = Math.floor((right - 0.6 * font) / textWidth('n', font));
  return element('text', { x, y, ...colour }, escapeXml(shortened(label, most)));
}

/** About the longest label on the intensity axis, which ends at a round number. */
function tickText(patterns: readonly PlottedPattern[]): string {
  let highest = 0;
  for (const { intensity } of patterns) {
    for (let i = 0; i < intensity.length; i++) highest = Math.max(highest, Math.abs(intensity[i]!));
  }
  return Math.round(1.25 * highest).toLocaleString('en-US');
}
