import { axisStyle, frameStyle } from './axes.ts';
import { hues } from './colours.ts';
import { figure, loadPlotter, type Panel, type Plotter, sizes } from './figure.ts';
import { thinOut } from './thinOut.ts';

const COLUMNS = 3;
const ROWS = 4;
const HEIGHT = 82;
const MARGIN = { left: 34, right: 8, top: 8, bottom: 6, axis: 34 };

/** Patterns that a generator made, all of the same length. */
export interface GeneratedPatterns {
  /** patterns × points, between 0 and 1; the first twelve are drawn. */
  readonly values: Float32Array;
  /** 2θ of the points, degrees. */
  readonly twoTheta: Float64Array;
}

/** Twelve generated patterns side by side on common axes, as SVG. */
export async function generatedFigure(
  { values, twoTheta }: GeneratedPatterns,
  title?: string,
): Promise<string> {
  const plotter = await loadPlotter();
  const points = twoTheta.length;
  const count = Math.min(COLUMNS * ROWS, Math.floor(values.length / points));
  const rows = Math.ceil(count / COLUMNS);
  const panels = Array.from({ length: count }, (_, i) =>
    patternPanel(plotter, values.subarray(i * points, (i + 1) * points), twoTheta, i, rows),
  );
  return figure(plotter, {
    title,
    size: 'page',
    height: rows * HEIGHT + MARGIN.axis,
    description: `${count} generated patterns, intensity from 0 to 1 against 2θ.`,
    panels,
  });
}

function patternPanel(
  { Plot }: Plotter,
  y: Float32Array,
  twoTheta: Float64Array,
  index: number,
  rows: number,
): Panel {
  const { width: page, font } = sizes.page;
  const width = page / COLUMNS;
  const column = index % COLUMNS;
  const row = Math.floor(index / COLUMNS);
  const isLast = row === rows - 1;
  return {
    x: column * width,
    y: row * HEIGHT,
    options: {
      width,
      height: HEIGHT + (isLast ? MARGIN.axis - MARGIN.bottom : 0),
      marginLeft: MARGIN.left,
      marginRight: MARGIN.right,
      marginTop: MARGIN.top,
      marginBottom: isLast ? MARGIN.axis : MARGIN.bottom,
      x: {
        ...axisStyle,
        domain: [twoTheta[0]!, twoTheta.at(-1)!],
        label: isLast ? '2θ (°)' : null,
        ticks: isLast ? 5 : 0,
        labelOffset: MARGIN.axis - 0.5 * font,
      },
      y: {
        ...axisStyle,
        domain: [0, 1],
        label: null,
        ticks: column === 0 ? [0, 0.5, 1] : [],
      },
      marks: [
        Plot.line(thinOut(twoTheta, y, Math.round(2 * width)), {
          x: 'x',
          y: 'y',
          stroke: hues[0]!,
          strokeWidth: 0.75,
        }),
        Plot.frame(frameStyle),
      ],
    },
  };
}
