import { reportPage } from './page/reportPage.ts';
import { letterOf, type ReportedRun } from './reportedRun.ts';
import { captionOf, type RunFigure, runFigures } from './runCurves.ts';
import { type HueKey, trainingFigure } from './trainingFigure.ts';

/** A report's files, by name: the page and each of its figures on paper. */
export interface TrainingReport {
  readonly html: string;
  /** Stem of the file and its SVG, the width of a journal's column. */
  readonly figures: readonly { readonly name: string; readonly svg: string }[];
}

/**
 * Curves of one or several training runs on common axes: figures, and a page with their numbers.
 *
 * @param version of the package that makes it
 */
export async function trainingReport(
  runs: readonly ReportedRun[],
  version: string,
): Promise<TrainingReport> {
  const plans = runFigures(runs);
  // A lone run's curves are named at their ends.
  const key: readonly HueKey[] =
    runs.length === 1
      ? []
      : runs.map(({ name }, hue) => ({ label: `${letterOf(hue)} ${name}`, hue }));
  const linesKey = ({ lines }: RunFigure): readonly HueKey[] =>
    lines === undefined || runs.length === 1 ? [] : [{ label: lines }];
  const draw = (figure: RunFigure, size: 'column' | 'screen') =>
    trainingFigure([figure.panel], {
      size,
      description: descriptionOf(figure, runs),
      ...(size === 'column' && { title: figure.title, key: [...key, ...linesKey(figure)] }),
    });
  const drawn = await Promise.all(
    plans.map(async (figure) => ({ figure, svg: await draw(figure, 'screen') })),
  );
  const figures = await Promise.all(
    plans.map(async (figure) => ({ name: figure.name, svg: await draw(figure, 'column') })),
  );
  return { html: reportPage(runs, drawn, version), figures };
}

/** What the figure shows and where its curves end, for those who cannot see it. */
function descriptionOf(figure: RunFigure, runs: readonly ReportedRun[]): string {
  const { title, panel } = figure;
  const ends = panel.curves.flatMap(({ hue = 0, dash, points }) => {
    const last = points.findLast(({ y }) => Number.isFinite(y));
    if (dash !== 0 || last === undefined) return [];
    const { name } = runs[hue]!;
    return `${panel.label} of ${name} ends at ${Number(last.y.toPrecision(4))} in epoch ${last.x}`;
  });
  return `${title} against epoch. ${captionOf(figure)} ${ends.join('; ')}.`;
}
