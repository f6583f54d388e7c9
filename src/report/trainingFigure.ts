import { axisStyle, frameStyle } from './axes.ts';
import { dashes, hues } from './colours.ts';
import { type CurvePanel, endLabels, type Place, placePanels } from './curvePanels.ts';
import { type FigureSize, figure, loadPlotter, type Panel, type Plotter } from './figure.ts';

export interface TrainingFigureOptions {
  readonly title?: string;
  /** 'page' sets the panels side by side, 'column' one below the other. @default 'page' */
  readonly size?: FigureSize;
  /** @default 'epoch' */
  readonly xLabel?: string;
}

/** Training curves as SVG, each named at its end. Points that are not finite leave a gap. */
export async function trainingFigure(
  panels: readonly CurvePanel[],
  options: TrainingFigureOptions = {},
): Promise<string> {
  const { title, size = 'page', xLabel = 'epoch' } = options;
  const plotter = await loadPlotter();
  const places = placePanels(panels, size);
  const labels = panels.map(({ label }) => label).join(', ');
  return figure(plotter, {
    title,
    size,
    height: Math.max(0, ...places.map(({ y, height }) => y + height)),
    description: `Training curves against ${xLabel}: ${labels}.`,
    panels: places.map((place) => curvesPanel(plotter, place, xLabel)),
    drawing: places.flatMap(endLabels),
  });
}

function curvesPanel({ Plot }: Plotter, place: Place, xLabel: string): Panel {
  const { panel, margin, font } = place;
  const scale = panel.scale ?? 'linear';
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
      x: { ...axisStyle, domain: [...place.xDomain], label: xLabel, tickSpacing: 6 * font },
      y: {
        ...axisStyle,
        type: scale === 'log' ? 'log' : 'linear',
        domain: [...place.yDomain],
        label: panel.label,
        labelOffset: margin.left - font,
        tickSpacing: 3 * font,
        tickFormat: scale === 'share' ? percent : '~g',
      },
      marks: [
        Plot.gridY({ stroke: '#000000', strokeOpacity: 0.1 }),
        ...panel.curves.map(({ points }, i) =>
          Plot.line(points, {
            x: 'x',
            y: 'y',
            stroke: hues[i % hues.length]!,
            strokeDasharray: dashes[i % dashes.length]!,
            strokeWidth: 1.5,
          }),
        ),
        Plot.frame(frameStyle),
      ],
    },
  };
}

const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`;
