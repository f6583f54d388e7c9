import {
  bestEpoch,
  plannedEpochs,
  type ReportedPlan,
  type ReportedRun,
  totalSeconds,
} from '../reportedRun.ts';
import { escapeXml } from '../svg.ts';
import { epochTable } from './epochTable.ts';
import { generatedFigures } from './generatedFigures.ts';
import { definitions, scrollingTable, tag } from './html.ts';
import { durationText, lossText, NONE, percentText } from './numbers.ts';

export const TASKS: Readonly<Record<ReportedPlan['task'], string>> = {
  'bravais-lattice': 'Bravais lattice',
  'space-group': 'space group',
};
export const METHODS: Readonly<Record<ReportedPlan['method'], string>> = {
  supervised: 'supervised',
  sgan: 'semi-supervised GAN',
};

/** Whether a run has finished, and how far it has come. */
function stateText(run: ReportedRun): string {
  const done = run.epochs.length;
  const planned = plannedEpochs(run);
  if (run.model !== undefined) return `finished, ${done} ${done === 1 ? 'epoch' : 'epochs'}`;
  return `unfinished, ${done}${planned === undefined ? '' : ` of ${planned}`} epochs`;
}

/** Where one run comes from, what it reached, its generated patterns and its numbers. */
export function runSection(run: ReportedRun, i: number, badge: string): string {
  const id = `run-${i + 1}`;
  const heading = tag('h2', { id: `${id}-name` }, badge, ' ', escapeXml(run.name));
  const state = tag(
    'p',
    { class: run.model ? 'state' : 'state unfinished' },
    escapeXml(stateText(run)),
  );
  return tag(
    'section',
    { id, class: 'run', 'aria-labelledby': `${id}-name` },
    heading,
    state,
    definitions(scores(run)),
    generatedFigures(run),
    tag('h3', {}, 'Where it comes from'),
    definitions(provenance(run)),
    folded('Recipe', recipeTable(run)),
    run.epochs.length === 0 ? '' : folded('Numbers of every epoch', epochTable(run)),
  );
}

const folded = (summary: string, content: string): string =>
  tag('details', {}, tag('summary', {}, summary), content);

type Pairs = readonly (readonly [string, string])[];

function scores(run: ReportedRun): Pairs {
  const best = bestEpoch(run);
  const { validation, test } = run.model ?? {};
  const asked = (n: number) => ` <small>of ${n.toLocaleString('en-US')} patterns</small>`;
  const validated = validation === undefined ? '' : asked(validation.n);
  return [
    [run.model ? 'best epoch' : 'best epoch so far', best === undefined ? NONE : `${best.epoch}`],
    ['validation top-1', percentText(best?.validation?.top1) + validated],
    ['validation top-5', percentText(best?.validation?.top5)],
    ['validation loss', lossText(best?.validation?.loss)],
    ...(test
      ? ([
          ['test top-1', percentText(test.top1) + asked(test.n)],
          ['test top-5', percentText(test.top5)],
        ] as const)
      : []),
    ['time', durationText(totalSeconds(run))],
  ];
}

function provenance({ folder, plan, model }: ReportedRun): Pairs {
  const code = (text: string) => tag('code', {}, escapeXml(text));
  const { startedFrom, labelled } = plan;
  return [
    ['folder', code(folder)],
    ['task', `${TASKS[plan.task]}, ${plan.classes.length} classes`],
    ['method', METHODS[plan.method]],
    ['labelled', percentText(labelled)],
    ...(model ? ([['training rows', model.samples.toLocaleString('en-US')]] as const) : []),
    ...(startedFrom
      ? ([['began with', `${escapeXml(startedFrom.name)} ${code(startedFrom.sha256)}`]] as const)
      : []),
    ['seed', String(plan.seed)],
    ...(plan.engine === undefined ? [] : ([['engine', escapeXml(plan.engine)]] as const)),
    ['data set, SHA-256', code(plan.datasetSha256)],
    ['package version', escapeXml(plan.packageVersion)],
    ['commit', plan.commit === undefined ? NONE : code(plan.commit)],
  ];
}

function recipeTable({ name, plan }: ReportedRun): string {
  const rows = Object.entries(plan.recipe).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([inner, part]) => [`${key}.${inner}`, part] as const)
      : [[key, value] as const],
  );
  return scrollingTable(
    `Recipe of ${name}`,
    ['choice', 'value'],
    rows.map(([key, value]) => [escapeXml(key), escapeXml(String(value))]),
  );
}
