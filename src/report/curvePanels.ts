import { hues } from './colours.ts';
import { type FigureSize, sizes } from './figure.ts';
import { element, escapeXml, textWidth } from './svg.ts';
import type { Point } from './thinOut.ts';

/** A quantity in the course of training. */
export interface Curve {
  /** Written at its end; may be empty. */
  readonly label: string;
  readonly points: readonly Point[];
  /** Its colour, among the hues of the room. @default its place in the panel */
  readonly hue?: number;
  /** Its dashes, among those of the room; 0 is a full line. @default its place in the panel */
  readonly dash?: number;
}

/** Curves of one unit. */
export interface CurvePanel {
  /** What the curves show, such as `cross entropy (nats)`. */
  readonly label: string;
  /** 'share': 0…1, written as per cent. @default 'linear' */
  readonly scale?: 'linear' | 'log' | 'share';
  /** With more than seven hues, colours repeat. */
  readonly curves: readonly Curve[];
}

/** A panel and its place on the sheet, px. */
export interface Place {
  readonly panel: CurvePanel;
  readonly font: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly margin: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
}

/** Panels side by side on a page, one below the other in a column. */
export function placePanels(panels: readonly CurvePanel[], size: FigureSize): Place[] {
  const sheet = sizes[size];
  const { font } = sheet;
  const width = size === 'page' ? sheet.width / Math.max(1, panels.length) : sheet.width;
  const height = Math.round(0.7 * Math.min(width, sizes.column.width));
  // One margin for all, so that the axes of panels below each other line up.
  const names = panels.flatMap(({ curves }) => curves.map(({ label }) => textWidth(label, font)));
  const right = Math.min(Math.max(0, ...names) + 1.2 * font, 0.45 * width);
  const margin = { left: 6.2 * font, right, top: font, bottom: 3.8 * font };
  return panels.map((panel, i) => {
    const points = panel.curves.flatMap(({ points }) => points).filter(isDrawable(panel));
    return {
      panel,
      font,
      x: size === 'page' ? i * width : 0,
      y: size === 'page' ? 0 : i * height,
      width,
      height,
      margin,
      xDomain: extent(points.map(({ x }) => x)),
      yDomain: yDomain(
        points.map(({ y }) => y),
        panel.scale ?? 'linear',
      ),
    };
  });
}

/**
 * The name of each curve beside its last point; in the margin, where most end, moved apart where
 * they would overlap.
 */
export function endLabels(place: Place): string[] {
  const { panel, font, margin, yDomain } = place;
  const inner = place.height - margin.top - margin.bottom;
  const along = panel.scale === 'log' ? Math.log : (value: number) => value;
  const [low, high] = [along(yDomain[0]), along(yDomain[1])];
  const labels = panel.curves.flatMap((curve, i) => {
    const { label, points } = curve;
    const last = points.findLast(isDrawable(panel));
    if (last === undefined || label === '') return [];
    const share = (along(last.y) - low) / (high - low);
    const x = (last.x - place.xDomain[0]) / (place.xDomain[1] - place.xDomain[0]);
    return [{ label, hue: colourOf(curve, i), x, y: margin.top + inner * (1 - share) }];
  });
  const inMargin = labels.filter(({ x }) => x === 1);
  const heights = spreadApart(
    inMargin.map(({ y }) => y),
    1.2 * font,
    margin.top + inner,
  );
  const moved = inMargin.map((label, i) => ({ ...label, y: heights[i]! }));
  const width = place.width - margin.left - margin.right;
  return [...moved, ...labels.filter(({ x }) => x < 1)].map((label) => {
    const x = place.x + margin.left + width * label.x + 0.5 * font;
    const y = place.y + label.y + 0.35 * font;
    return element('text', { x, y, fill: label.hue, 'font-weight': '600' }, escapeXml(label.label));
  });
}

/** The colour of the i-th curve of a panel. */
export const colourOf = ({ hue }: Curve, i: number): string => hues[(hue ?? i) % hues.length]!;

/**
 * Positions in the given order, moved so that any two lie at least `gap` apart and none beyond
 * `end` (as long as there is room); a position alone stays where it is.
 */
export function spreadApart(positions: readonly number[], gap: number, end: number): number[] {
  const order = positions.map((_, i) => i).sort((i, j) => positions[i]! - positions[j]!);
  const moved = [...positions];
  let least = Number.NEGATIVE_INFINITY;
  for (const i of order) {
    moved[i] = Math.max(moved[i]!, least);
    least = moved[i]! + gap;
  }
  let most = end;
  for (const i of order.reverse()) {
    moved[i] = Math.min(moved[i]!, most);
    most = moved[i]! - gap;
  }
  return moved;
}

export const isDrawable =
  ({ scale }: CurvePanel) =>
  ({ x, y }: Point): boolean =>
    Number.isFinite(x) && Number.isFinite(y) && (scale !== 'log' || y > 0);

/** Smallest and greatest value; a lone value or none gets room around it. */
function extent(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  // Not by Math.min(...values): a long run has more points than a call takes arguments.
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}

/** The extent and a twentieth of it at both ends, within what the scale allows. */
function yDomain(values: readonly number[], scale: 'linear' | 'log' | 'share'): [number, number] {
  if (scale === 'log') {
    const [low, high] = extent(values.map(Math.log));
    const pad = 0.05 * (high - low);
    return [Math.exp(low - pad), Math.exp(high + pad)];
  }
  const [low, high] = extent(values);
  const pad = 0.05 * (high - low);
  if (scale === 'share') return [Math.max(0, low - pad), Math.min(1, high + pad)];
  return [low - pad, high + pad];
}
