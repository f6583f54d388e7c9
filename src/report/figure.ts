import type { PlotOptions } from '@observablehq/plot';
import { ink, paper } from './colours.ts';
import { escapeXml, roundCoordinates, shortened, textWidth, writableXml } from './svg.ts';

/** A plot and the place of its upper left corner on the sheet, px. */
export interface Panel {
  readonly x: number;
  readonly y: number;
  readonly options: PlotOptions;
}

/** All that goes into one SVG file; lengths in px, at 96 to the inch. */
export interface Sheet {
  /** Shown above the figure. */
  readonly title?: string | undefined;
  /** What a reader who cannot see the figure should know. */
  readonly description: string;
  readonly size: FigureSize;
  /** Without the title. */
  readonly height: number;
  readonly panels: readonly Panel[];
  /** SVG elements drawn over the panels. */
  readonly drawing?: readonly string[];
}

/** How wide: a journal's column (90 mm), its page (185 mm), or a telephone's screen. */
export type FigureSize = 'column' | 'page' | 'screen';

/** Widths and letter heights, px. On paper the letters measure 6.75 and 8.25 points. */
export const sizes = {
  column: { width: 340, font: 9 },
  page: { width: 700, font: 11 },
  screen: { width: 360, font: 12 },
} as const satisfies Record<FigureSize, unknown>;

const fonts =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/** The plot library, and a document without a browser for it to draw into. */
export interface Plotter {
  readonly Plot: typeof import('@observablehq/plot');
  draw(options: PlotOptions): SvgNode;
}

/** The little of the DOM that is needed here; the compiler's own DOM types promise a browser. */
interface SvgNode {
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelector(selector: string): { remove(): void } | null;
}

/** Loads the plot library, which takes 0.15 s: a command line that prints text need not wait. */
export async function loadPlotter(): Promise<Plotter> {
  const [Plot, { parseHTML }] = await Promise.all([
    import('@observablehq/plot'),
    import('linkedom'),
  ]);
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return { Plot, draw: (options) => Plot.plot({ ...options, document }) };
}

/** Draws a sheet: one SVG file that needs no style sheet, no font and no script. */
export function figure(plotter: Plotter, sheet: Sheet): string {
  const { width, font } = sizes[sheet.size];
  const { title } = sheet;
  const band = title === undefined ? 0 : Math.round(2.4 * font);
  const height = Math.ceil(sheet.height + band);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}" color="${ink}" fill="${ink}"`,
    ` font-family="${fonts}" font-size="${font}">\n`,
    `<title>${escapeXml(title ?? sheet.description)}</title>\n`,
    `<desc>${escapeXml(sheet.description)}</desc>\n`,
    `<rect width="${width}" height="${height}" fill="${paper}"/>\n`,
    title === undefined ? '' : heading(title, width, font),
    `<g transform="translate(0,${band})">\n`,
    ...sheet.panels.map((panel) => `${drawPanel(plotter, panel, font)}\n`),
    ...(sheet.drawing ?? []).map((element) => `${element}\n`),
    '</g>\n</svg>\n',
  ];
  return writableXml(roundCoordinates(svg.join('')));
}

/** On one line: what would leave the sheet is cut off. */
function heading(title: string, width: number, font: number): string {
  const most = Math.floor((width - 2 * font) / textWidth('n', 1.2 * font));
  return (
    `<text x="${font}" y="${1.7 * font}" font-size="${1.2 * font}" font-weight="600">` +
    `${escapeXml(shortened(title, most))}</text>\n`
  );
}

function drawPanel(plotter: Plotter, { x, y, options }: Panel, font: number): string {
  const svg = plotter.draw(options);
  // The library's style sheet is for web pages; drawing programs stumble over its `:where`.
  svg.querySelector('style')?.remove();
  for (const name of ['class', 'font-family', 'fill']) svg.removeAttribute(name);
  for (const [name, value] of Object.entries({ x, y, 'font-size': font, overflow: 'visible' })) {
    svg.setAttribute(name, String(value));
  }
  return svg.outerHTML;
}
