import { Command } from 'commander';
import { releasedModels } from '../io/index.ts';
import type { ModelCard } from '../model/index.ts';
import { print, printJson } from './output.ts';

/** `mauguin models` */
export const modelsCommand = (): Command =>
  new Command('models')
    .description('list the released models')
    .option('--json', 'print their cards in brief as one JSON document', false)
    .addHelpText('after', '\nExample:\n  mauguin models --json')
    .action(async ({ json }: { readonly json: boolean }) => {
      const cards = await releasedModels();
      if (json) printJson(cards.map(brief));
      else for (const card of cards) print(describe(card));
    });

const brief = ({
  name,
  description,
  task,
  classes,
  input,
  training,
  metrics,
  weights,
  licence,
}: ModelCard) => ({
  name,
  description,
  task,
  classes: classes.length,
  input,
  trainedOn: training.samples,
  commit: training.commit,
  metrics,
  parameters: weights.parameters,
  licence,
});

function describe({ name, description, input, training, metrics }: ModelCard): string {
  const { radiation, wavelength, name: instrument } = input.instrument;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const { test } = metrics;
  const score = test
    ? `test (${test.known.n} patterns): top-1 ${percent(test.known.top1)}, ` +
      `top-5 ${percent(test.known.top5)}, ` +
      `always the most frequent class ${percent(test.known.prior1)}`
    : 'not tested';
  return `${name}
  ${description}
  ${radiation}, ${wavelength} Å (${instrument}), trained on ${training.samples} patterns
  ${score}`;
}
