import type { PlotOptions } from '@observablehq/plot';
import { axisStyle, frameStyle } from './axes.ts';
import { hues, ink, quiet } from './colours.ts';
import { type FigureSize, figure, loadPlotter, type Plotter } from './figure.ts';
import {
  KEY_INDENT,
  keyLine,
  margins,
  type PatternLayout,
  patternLayout,
  type ReflectionTicks,
  tickLabel,
  tickPlot,
} from './patternPanels.ts';
import { element, escapeXml } from './svg.ts';
import { thinOut } from './thinOut.ts';

/** A measured pattern and the one calculated for it, at the same ascending 2θ, degrees. */
export interface ComparedPatterns {
  readonly twoTheta: ArrayLike<number>;
  readonly measured: ArrayLike<number>;
  readonly calculated: ArrayLike<number>;
}

export interface ComparisonFigureOptions {
  readonly title?: string;
  /** @default 'page' */
  readonly size?: FigureSize;
  /** @default 'intensity (arb. units)' */
  readonly intensityLabel?: string;
  /** One row of tick marks each, between the patterns and their difference. */
  readonly reflections?: readonly ReflectionTicks[];
  /** Short lines under the key, such as `R = 3.2 %`. */
  readonly notes?: readonly string[];
}

/** Colours of the calculated curve and of the difference; what was measured is ink. */
const CALCULATED = hues[1]!;
const DIFFERENCE = hues[0]!;
const KEY = ['measured', 'calculated', 'difference'] as const;

/**
 * Measured points, calculated curve, tick marks and difference as in the plot of a Rietveld
 * refinement, as SVG. The difference has the scale of the patterns.
 *
 * @throws RangeError when there are fewer than two points, or the lists differ in length.
 */
export async function comparisonFigure(
  patterns: ComparedPatterns,
  options: ComparisonFigureOptions = {},
): Promise<string> {
  const { twoTheta, measured, calculated } = patterns;
  const points = twoTheta.length;
  if (points < 2 || measured.length !== points || calculated.length !== points) {
    throw new RangeError(`${points} angles, ${measured.length} and ${calculated.length} values`);
  }
  const { title, size = 'page', reflections = [], notes = [] } = options;
  const { intensityLabel = 'intensity (arb. units)' } = options;
  const plotter = await loadPlotter();
  const layout = layOut(patterns, size, reflections, notes);
  const { top, curve, ticks, difference, bottom } = layout;
  return figure(plotter, {
    title,
    size,
    height: top + curve + ticks + difference + bottom,
    description: `Measured and calculated powder pattern with their difference: ${intensityLabel} against 2θ in degrees.`,
    panels: [
      { x: 0, y: 0, options: curvesPlot(plotter, patterns, intensityLabel, layout) },
      { x: 0, y: top + curve, options: tickPlot(plotter, reflections, layout, false) },
      { x: 0, y: top + curve + ticks, options: differencePlot(plotter, patterns, layout) },
    ],
    drawing: [...key(layout, notes), ...reflections.map((row, r) => tickLabel(row, r, layout))],
  });
}

interface Layout extends PatternLayout {
  /** px */
  readonly difference: number;
  readonly yDomain: readonly [number, number];
  readonly differenceDomain: readonly [number, number];
}

function layOut(
  { twoTheta, measured, calculated }: ComparedPatterns,
  size: FigureSize,
  reflections: readonly ReflectionTicks[],
  notes: readonly string[],
): Layout {
  const both = [measured, calculated].map((intensity) => ({ twoTheta, intensity }));
  const texts = [...KEY.map((text) => `mmm${text}`), ...notes];
  const layout = patternLayout(both, size, reflections, texts);
  const [low, high] = widened(extent([...Array.from(measured), ...Array.from(calculated)]), 0.03);
  const [deepest, highest] = extent(differencesOf(measured, calculated));
  const unitsPerPixel = (high - low) / layout.curve;
  const needed = (1.2 * (highest - deepest)) / unitsPerPixel;
  const difference = Math.min(Math.max(needed, 4 * layout.font), layout.curve);
  const centre = (deepest + highest) / 2;
  const half = (0.5 * Math.max(needed, difference) || 1) * unitsPerPixel;
  return {
    ...layout,
    difference,
    yDomain: [low, high],
    differenceDomain: [centre - half, centre + half],
  };
}

const differencesOf = (measured: ArrayLike<number>, calculated: ArrayLike<number>): number[] =>
  Array.from(measured, (y, i) => y - calculated[i]!);

function curvesPlot(
  { Plot }: Plotter,
  { twoTheta, measured, calculated }: ComparedPatterns,
  label: string,
  layout: Layout,
): PlotOptions {
  const { left, right, top, curve, width, font, domain, yDomain } = layout;
  const columns = 2 * (width - left - right);
  return {
    width,
    height: top + curve,
    ...margins(layout),
    marginTop: top,
    marginBottom: 0,
    x: { domain: [...domain], axis: null },
    y: {
      ...axisStyle,
      domain: [...yDomain],
      label,
      labelOffset: left - font,
      tickSpacing: 4 * font,
    },
    marks: [
      Plot.dot(thinOut(twoTheta, measured, columns), {
        x: 'x',
        y: 'y',
        r: 1.2,
        stroke: ink,
        strokeWidth: 0.5,
      }),
      Plot.line(thinOut(twoTheta, calculated, columns), {
        x: 'x',
        y: 'y',
        stroke: CALCULATED,
        strokeWidth: 1,
      }),
      Plot.frame(frameStyle),
    ],
  };
}

function differencePlot(
  { Plot }: Plotter,
  { twoTheta, measured, calculated }: ComparedPatterns,
  layout: Layout,
): PlotOptions {
  const { left, right, bottom, difference, width, font, domain, differenceDomain } = layout;
  const columns = 2 * (width - left - right);
  const points = thinOut(twoTheta, differencesOf(measured, calculated), columns);
  return {
    width,
    height: difference + bottom,
    ...margins(layout),
    marginTop: 0,
    marginBottom: bottom,
    x: { ...axisStyle, domain: [...domain], label: '2θ (°)', tickSpacing: 6 * font },
    y: { ...axisStyle, domain: [...differenceDomain], label: null, tickSpacing: 2.5 * font },
    marks: [
      Plot.ruleY([0], { stroke: quiet, strokeWidth: 0.5 }),
      Plot.line(points, { x: 'x', y: 'y', stroke: DIFFERENCE, strokeWidth: 0.75 }),
      Plot.frame(frameStyle),
    ],
  };
}

/** In the right margin: how each curve is drawn, then the notes. */
function key(layout: Layout, notes: readonly string[]): string[] {
  const { width, right, font, top } = layout;
  const x = width - right + 0.6 * font;
  const line = (i: number) => top + (i + 0.9) * 1.4 * font;
  const text = (content: string, i: number, shift: number) =>
    element('text', { x: x + shift, y: line(i) + 0.35 * font }, escapeXml(content));
  const [measured, calculated, difference] = KEY;
  return [
    element('circle', {
      cx: x + font / 2,
      cy: line(0),
      r: 1.8,
      fill: 'none',
      stroke: ink,
      'stroke-width': 0.75,
    }),
    text(measured, 0, KEY_INDENT * font),
    ...keyLine(calculated, CALCULATED, 1, layout),
    ...keyLine(difference, DIFFERENCE, 2, layout),
    ...notes.map((note, i) => text(note, KEY.length + i, 0)),
  ];
}

function extent(values: readonly number[]): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return [low, high];
}

/** Room for a share of the extent at both ends; around a lone value as well. */
function widened([low, high]: readonly [number, number], share: number): [number, number] {
  const room = share * (high - low) || 1;
  return [low - room, high + room];
}
