import { axisStyle, frameStyle } from './axes.ts';
import { dashes, hues } from './colours.ts';
import {
  type CurvePanel,
  colourOf,
  endLabels,
  isDrawable,
  type Place,
  placePanels,
} from './curvePanels.ts';
import { type FigureSize, figure, loadPlotter, type Panel, type Plotter, sizes } from './figure.ts';
import { element, escapeXml, textWidth } from './svg.ts';

/** What a colour stands for, or a remark. */
export interface HueKey {
  readonly label: string;
  /** Among the hues of the room. @default none, for a remark */
  readonly hue?: number;
}

export interface TrainingFigureOptions {
  readonly title?: string;
  /** 'page' sets the panels side by side, others one below the other. @default 'page' */
  readonly size?: FigureSize;
  /** @default 'epoch' */
  readonly xLabel?: string;
  /** What a reader who cannot see it should know. @default names the panels */
  readonly description?: string;
  /** Written below the panels. @default none */
  readonly key?: readonly HueKey[];
}

/** Training curves as SVG, each named at its end. Points that are not finite leave a gap. */
export async function trainingFigure(
  panels: readonly CurvePanel[],
  options: TrainingFigureOptions = {},
): Promise<string> {
  const { title, size = 'page', xLabel = 'epoch', key = [] } = options;
  const plotter = await loadPlotter();
  const places = placePanels(panels, size);
  const labels = panels.map(({ label }) => label).join(', ');
  const bottom = Math.max(0, ...places.map(({ y, height }) => y + height));
  const rows = keyRows(key, size, bottom);
  return figure(plotter, {
    title,
    size,
    height: bottom + rows.height,
    description: options.description ?? `Training curves against ${xLabel}: ${labels}.`,
    panels: places.map((place) => curvesPanel(plotter, place, xLabel)),
    drawing: [...places.flatMap(endLabels), ...rows.drawing],
  });
}

function curvesPanel({ Plot }: Plotter, place: Place, xLabel: string): Panel {
  const { panel, margin, font } = place;
  const scale = panel.scale ?? 'linear';
  const xTicks = wholeTicks(panel, place.xDomain);
  const yTicks = scale === 'log' ? powersOfTen(place.yDomain) : {};
  return {
    x: place.x,
    y: place.y,
    options: {
      width: place.width,
      height: place.height,
      marginLeft: margin.left,
      marginRight: margin.right,
      marginTop: margin.top,
      marginBottom: margin.bottom,
      x: {
        ...axisStyle,
        domain: [...place.xDomain],
        label: xLabel,
        tickSpacing: 6 * font,
        ...(xTicks && { ticks: xTicks, tickFormat: 'd' }),
      },
      y: {
        ...axisStyle,
        type: scale === 'log' ? 'log' : 'linear',
        domain: [...place.yDomain],
        label: panel.label,
        labelOffset: margin.left - font,
        tickSpacing: 3 * font,
        tickFormat: scale === 'share' ? percent : shortNumber,
        ...yTicks,
      },
      marks: [
        Plot.gridY({ ...yTicks, stroke: '#000000', strokeOpacity: 0.1 }),
        ...panel.curves.flatMap((_, i) => curveMarks(Plot, panel, i)),
        Plot.frame(frameStyle),
      ],
    },
  };
}

/** A line; a dot where there is but one point, which no line shows. */
function curveMarks(Plot: Plotter['Plot'], panel: CurvePanel, i: number) {
  const curve = panel.curves[i]!;
  const stroke = colourOf(curve, i);
  const strokeDasharray = dashes[(curve.dash ?? i) % dashes.length]!;
  const drawable = curve.points.filter(isDrawable(panel));
  const place = { x: 'x', y: 'y' } as const;
  if (drawable.length === 1) return [Plot.dot(drawable, { ...place, r: 2.5, fill: stroke })];
  return [Plot.line(curve.points, { ...place, stroke, strokeDasharray, strokeWidth: 1.5 })];
}

/** Of an axis of whole numbers so short that the library would put fractions on it. */
function wholeTicks(
  { curves }: CurvePanel,
  [low, high]: readonly [number, number],
): number[] | undefined {
  const isWhole = curves.every(({ points }) => points.every(({ x }) => Number.isInteger(x)));
  if (!isWhole || high - low > 6) return undefined;
  const first = Math.ceil(low);
  return Array.from({ length: Math.floor(high) - first + 1 }, (_, i) => first + i);
}

/** Ticks of a long logarithmic axis; a short one is left to the library. */
function powersOfTen([low, high]: readonly [number, number]): { readonly ticks?: number[] } {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const count = Math.floor(Math.log10(high) + 1e-9) - first + 1;
  if (count < 2) return {};
  return { ticks: Array.from({ length: count }, (_, i) => 10 ** (first + i)) };
}

/** Names beside squares of their colours, in as many rows as it takes. */
function keyRows(
  key: readonly HueKey[],
  size: FigureSize,
  top: number,
): { readonly height: number; readonly drawing: readonly string[] } {
  const { width, font } = sizes[size];
  const step = 1.6 * font;
  let [x, y] = [font, top + font];
  const drawing = key.flatMap(({ label, hue }) => {
    const indent = hue === undefined ? 0 : 1.2 * font;
    const advance = textWidth(label, font) + 1.4 * font + indent;
    if (x > font && x + advance > width) [x, y] = [font, y + step];
    const text = element('text', { x: x + indent, y }, escapeXml(label));
    const square = { x, y: y - 0.75 * font, width: 0.8 * font, height: 0.8 * font };
    x += advance;
    if (hue === undefined) return [text];
    return [element('rect', { ...square, fill: hues[hue % hues.length]! }), text];
  });
  return { height: key.length === 0 ? 0 : y - top + 0.8 * font, drawing };
}

const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`;

/** `2e-6` rather than six zeros. */
const shortNumber = (value: number): string => {
  const rounded = Number(value.toPrecision(6));
  const isSmall = rounded !== 0 && Math.abs(rounded) < 1e-3;
  return isSmall ? rounded.toExponential().replace('-', '−') : String(rounded);
};
