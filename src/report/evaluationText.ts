import type { Accuracy, Evaluation } from '../evaluation/index.ts';

/** What matters of an evaluation in a few lines for the terminal, without a last `\n`. */
export function formatEvaluation(evaluation: Evaluation): string {
  const { task, classes, n, top1, top5, prior1, prior5, known, unknown } = evaluation;
  const lines: readonly (readonly [string, string])[] = [
    ['top 1', `${accuracy(top1)}   always the commonest class ${percent(prior1.value)}`],
    ['top 5', `${accuracy(top5)}   always the five commonest  ${percent(prior5.value)}`],
    ['macro recall', percent(evaluation.macroRecall)],
    ['cross entropy', nats(evaluation.crossEntropy)],
    ['calibration error', percent(evaluation.expectedCalibrationError)],
    ...(unknown.n > 0
      ? [['unknown classes', `${count(unknown.n, 'pattern')}, counted as wrong`] as const]
      : []),
    ...(unknown.n > 0 && known !== null
      ? [
          [
            'without them',
            `top 1 ${percent(known.top1.value)}, top 5 ${percent(known.top5.value)}`,
          ] as const,
        ]
      : []),
  ];
  return [
    `${task}: ${count(classes.length, 'class', 'classes')}, ${count(n, 'pattern')}`,
    ...lines.map(([name, value]) => `  ${name.padEnd(17)}  ${value}`),
  ].join('\n');
}

const accuracy = ({ value, low, high }: Accuracy): string =>
  `${percent(value)}  (95 %: ${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;

const percent = (share: number | null): string =>
  share === null ? '–' : `${(100 * share).toFixed(1).padStart(5)} %`;

const nats = (value: number | null): string =>
  value === null ? '–' : `${value.toFixed(3).padStart(5)} nats`;

const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
