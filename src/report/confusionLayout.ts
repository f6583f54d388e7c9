import { quiet } from './colours.ts';
import { type FigureSize, sizes } from './figure.ts';
import { element, escapeXml, textWidth } from './svg.ts';

/** Where the parts of a confusion matrix stand; lengths in px. */
export interface ConfusionLayout {
  readonly width: number;
  readonly height: number;
  /** Height of the letters of axis titles and of class names. */
  readonly font: number;
  readonly nameFont: number;
  /** Every how many classes one is named. */
  readonly every: number;
  /** Margins around the matrix. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Edge of the whole matrix, and of one cell. */
  readonly side: number;
  readonly cell: number;
}

export function layOutConfusion(
  classes: readonly string[],
  size: FigureSize,
  grouped: boolean,
): ConfusionLayout {
  const { width, font } = sizes[size];
  const nameFont = classes.length > 20 ? 0.82 * font : font;
  const longest = Math.max(...classes.map((name) => textWidth(name, nameFont)));
  // A very long name may run out of the picture; it may not crush the matrix.
  const names = Math.min(longest, 0.3 * width) + 8;
  const left = names + 1.8 * font;
  const right = 8.2 * font;
  const top = (grouped ? 1.6 : 0.4) * font;
  const side = width - left - right;
  const cell = side / classes.length;
  const bottom = names + 2.2 * font;
  const every = Math.max(1, Math.ceil((1.1 * nameFont) / cell));
  const height = top + side + bottom;
  return { width, height, font, nameFont, every, left, top, right, bottom, side, cell };
}

/** Lines between runs of one name, and the name above each run that is wide enough for it. */
export function groupMarks(groups: readonly string[], layout: ConfusionLayout): string[] {
  const { left, top, side, cell, font } = layout;
  const starts = groups.flatMap((name, i) => (groups[i - 1] === name ? [] : [i]));
  const stroke = { stroke: quiet, 'stroke-width': 0.6 };
  const lines = starts.slice(1).flatMap((start) => {
    const x = left + start * cell;
    const y = top + start * cell;
    return [
      element('line', { ...stroke, x1: x, x2: x, y1: top - font, y2: top + side }),
      element('line', { ...stroke, x1: left, x2: left + side, y1: y, y2: y }),
    ];
  });
  const small = 0.82 * font;
  const names = starts.flatMap((start, i) => {
    const name = groups[start]!;
    const length = ((starts[i + 1] ?? groups.length) - start) * cell;
    if (textWidth(name, small) > length) return [];
    const place = { x: left + start * cell + length / 2, y: top - 0.45 * font };
    const style = { 'font-size': small, 'text-anchor': 'middle' };
    return [element('text', { ...place, ...style }, escapeXml(name))];
  });
  return [...lines, ...names];
}

/** "true" along the left edge, "predicted" along the lower one. */
export function axisTitles({ left, top, side, height, font }: ConfusionLayout): string[] {
  const style = { 'text-anchor': 'middle', 'font-weight': '600' };
  const x = 1.2 * font;
  const y = top + side / 2;
  return [
    element('text', { ...style, x: left + side / 2, y: height - 0.6 * font }, 'predicted'),
    element('text', { ...style, x, y, transform: `rotate(-90 ${x} ${y})` }, 'true'),
  ];
}
