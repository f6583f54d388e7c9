import { element, escapeXml } from './svg.ts';

/** A bar that shows what the colours mean, drawn by hand: the plot library's needs a canvas. */
export interface ColourBar {
  /** Place and size of the bar alone, px; the tick labels stand to its right. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Colour of the share 0…1 of the way up. */
  readonly colour: (share: number) => string;
  /** `at`: share 0…1 of the way up. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** Written along the bar, outside the tick labels. */
  readonly label: string;
  /** px */
  readonly font: number;
}

export function colourBar(bar: ColourBar): string {
  const { x, y, width, height, font } = bar;
  const bands = 48;
  // Each band reaches a little into the next, else hairs of white show between them.
  const fills = Array.from({ length: bands }, (_, i) =>
    element('rect', {
      x,
      y: y + height * (1 - (i + 1) / bands),
      width,
      height: Math.min(height / bands + 0.5, (height * (i + 1)) / bands),
      fill: bar.colour((i + 0.5) / bands),
    }),
  );
  const outline = { x, y, width, height, fill: 'none', stroke: 'currentColor' };
  const middle = { x: x + width + 4.7 * font, y: y + height / 2 };
  const turned = `rotate(90 ${middle.x} ${middle.y})`;
  return element(
    'g',
    { 'aria-label': 'colour bar' },
    [
      ...fills,
      element('rect', { ...outline, 'stroke-width': 0.75 }),
      ...bar.ticks.map(({ at, label }) => tick(bar, y + height * (1 - at), label)),
      element(
        'text',
        { ...middle, transform: turned, 'text-anchor': 'middle' },
        escapeXml(bar.label),
      ),
    ].join(''),
  );
}

function tick({ x, width, font }: ColourBar, y: number, label: string): string {
  const end = x + width;
  return (
    element('line', { x1: end, x2: end + 3, y1: y, y2: y, stroke: 'currentColor' }) +
    element('text', { x: end + 6, y: y + 0.35 * font }, escapeXml(label))
  );
}
