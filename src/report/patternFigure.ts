import type { PlotOptions } from '@observablehq/plot';
import { axisStyle, frameStyle } from './axes.ts';
import { type FigureSize, figure, loadPlotter, type Plotter } from './figure.ts';
import {
  hueOf,
  keyLine,
  margins,
  type PatternLayout,
  type PlottedPattern,
  patternLayout,
  type ReflectionTicks,
  tickLabel,
  tickPlot,
} from './patternPanels.ts';
import { thinOut } from './thinOut.ts';

export interface PatternFigureOptions {
  readonly title?: string;
  /** @default 'page' */
  readonly size?: FigureSize;
  /** @default 'intensity (arb. units)' */
  readonly intensityLabel?: string;
  /** One row of tick marks each, below the pattern. */
  readonly reflections?: readonly ReflectionTicks[];
  /** Further patterns in the same axes. */
  readonly others?: readonly PlottedPattern[];
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
  const { title, size = 'page', reflections = [], others = [] } = options;
  const { intensityLabel = 'intensity (arb. units)' } = options;
  const patterns = [pattern, ...others];
  for (const { twoTheta, intensity } of patterns) {
    if (twoTheta.length < 2 || twoTheta.length !== intensity.length) {
      throw new RangeError(`${twoTheta.length} angles with ${intensity.length} intensities`);
    }
  }
  const plotter = await loadPlotter();
  const named = patterns.filter(({ label }) => label !== undefined);
  const layout = patternLayout(
    patterns,
    size,
    reflections,
    named.map(({ label }) => `mmm${label}`),
  );
  return figure(plotter, {
    title,
    size,
    height: layout.top + layout.curve + layout.ticks + layout.bottom,
    description: `Powder pattern: ${intensityLabel} against 2θ in degrees.`,
    panels: [
      { x: 0, y: 0, options: curvePlot(plotter, patterns, intensityLabel, layout) },
      { x: 0, y: layout.top + layout.curve, options: tickPlot(plotter, reflections, layout) },
    ],
    drawing: [
      ...named.flatMap(({ label, hue = 0 }, i) => keyLine(label!, hueOf(hue), i, layout)),
      ...reflections.map((ticks, row) => tickLabel(ticks, row, layout)),
    ],
  });
}

function curvePlot(
  { Plot }: Plotter,
  patterns: readonly PlottedPattern[],
  label: string,
  layout: PatternLayout,
): PlotOptions {
  const { left, right, top, curve, width, font, domain } = layout;
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
      domain: intensityDomain(patterns),
      label,
      labelOffset: left - font,
      tickSpacing: 4 * font,
    },
    marks: [
      ...patterns.map(({ twoTheta, intensity, hue = 0 }) =>
        Plot.line(thinOut(twoTheta, intensity, columns), {
          x: 'x',
          y: 'y',
          stroke: hueOf(hue),
          strokeWidth: 1,
        }),
      ),
      Plot.frame(frameStyle),
    ],
  };
}

/** From 0, or below where something is negative, to a little above the highest peak. */
function intensityDomain(patterns: readonly PlottedPattern[]): [number, number] {
  let low = 0;
  let high = 0;
  for (const { intensity } of patterns) {
    for (let i = 0; i < intensity.length; i++) {
      low = Math.min(low, intensity[i]!);
      high = Math.max(high, intensity[i]!);
    }
  }
  return [low, high + 0.04 * (high - low || 1)];
}
