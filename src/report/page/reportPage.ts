import { hues } from '../colours.ts';
import {
  bestEpoch,
  letterOf,
  plannedEpochs,
  type ReportedRun,
  totalSeconds,
} from '../reportedRun.ts';
import { captionOf, type RunFigure } from '../runCurves.ts';
import { escapeXml } from '../svg.ts';
import { scrollingTable, tag } from './html.ts';
import { durationText, lossText, NONE, percentText, rateText } from './numbers.ts';
import { METHODS, runSection, TASKS } from './runSection.ts';
import { STYLE } from './style.ts';

/** A figure and its SVG at the size of a telephone's screen. */
export interface DrawnFigure {
  readonly figure: RunFigure;
  readonly svg: string;
}

/**
 * One HTML page complete in itself: no script, no font, nothing loaded; light and dark.
 *
 * @param version of the package that makes it
 */
export function reportPage(
  runs: readonly ReportedRun[],
  drawn: readonly DrawnFigure[],
  version: string,
): string {
  const title =
    runs.length === 1 ? `Training of ${runs[0]!.name}` : `Training of ${runs.length} runs`;
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="generator" content="mauguin report">',
    tag('title', {}, escapeXml(title)),
    tag('style', {}, STYLE),
  ];
  const body = [
    tag(
      'header',
      {},
      tag('h1', {}, escapeXml(title)),
      tag('p', { class: 'quiet' }, escapeXml(subtitle(runs))),
    ),
    tag(
      'main',
      {},
      overview(runs),
      tag(
        'section',
        { 'aria-label': 'Curves' },
        runs.length > 1 ? key(runs) : '',
        drawn.length === 0
          ? tag('p', { class: 'quiet' }, 'No epoch has finished yet.')
          : tag('div', { class: 'charts' }, ...drawn.map(chart)),
      ),
      ...runs.map((run, i) => runSection(run, i, badge(i, runs))),
    ),
    tag('footer', {}, `Made by mauguin ${escapeXml(version)}.`),
  ];
  return `<!doctype html>\n<html lang="en">\n<head>\n${head.join('\n')}\n</head>\n<body>\n${body.join('\n')}\n</body>\n</html>\n`;
}

function subtitle(runs: readonly ReportedRun[]): string {
  const tasks = [...new Set(runs.map(({ plan }) => TASKS[plan.task]))];
  const methods = [...new Set(runs.map(({ plan }) => METHODS[plan.method]))];
  return `${tasks.join(' and ')}, ${methods.join(' and ')}`;
}

/** The letter that names a run in the figures, over its colour. */
function badge(i: number, runs: readonly ReportedRun[]): string {
  if (runs.length === 1) return '';
  const style = `--own:var(--hue${i % hues.length})`;
  return tag('span', { class: 'badge', style }, letterOf(i));
}

const key = (runs: readonly ReportedRun[]): string =>
  tag(
    'ul',
    { class: 'key', 'aria-label': 'Runs' },
    ...runs.map(({ name }, i) =>
      tag('li', {}, badge(i, runs), ' ', tag('a', { href: `#run-${i + 1}` }, escapeXml(name))),
    ),
  );

function overview(runs: readonly ReportedRun[]): string {
  const table = scrollingTable(
    'All runs at their best epochs',
    [
      ...['run', 'validation top-1', 'top-5', 'loss', 'test top-1', 'method', 'labelled'],
      ...['best epoch', 'epochs', 'samples/s', 'time'],
    ],
    runs.map((run, i) => overviewRow(run, badge(i, runs))),
  );
  return tag('section', { class: 'overview', 'aria-label': 'Overview' }, table);
}

function overviewRow(run: ReportedRun, mark: string): string[] {
  const best = bestEpoch(run);
  const { validation } = best ?? {};
  const { method, labelled } = run.plan;
  return [
    `${mark} ${escapeXml(run.name)}`,
    percentText(validation?.top1),
    percentText(validation?.top5),
    lossText(validation?.loss),
    percentText(run.model?.test?.top1),
    METHODS[method],
    percentText(labelled),
    best === undefined ? NONE : String(best.epoch),
    epochsText(run),
    rateText(medianRate(run)),
    durationText(totalSeconds(run)),
  ];
}

function epochsText(run: ReportedRun): string {
  const done = String(run.epochs.length);
  if (run.model !== undefined) return done;
  const planned = plannedEpochs(run);
  const text = planned === undefined ? `${done}, unfinished` : `${done} of ${planned}`;
  return tag('span', { class: 'unfinished', title: 'unfinished' }, text);
}

function medianRate({ epochs }: ReportedRun): number | undefined {
  const rates = epochs.flatMap(({ samplesPerSecond }) => samplesPerSecond ?? []);
  return rates.sort((a, b) => a - b)[rates.length >> 1];
}

const chart = ({ figure, svg }: DrawnFigure): string =>
  tag(
    'figure',
    { class: 'card' },
    tag('h2', {}, escapeXml(figure.title)),
    tag('figcaption', {}, escapeXml(captionOf(figure))),
    tag('div', { class: 'chart' }, svg),
  );
