/** Ranked answers for one pattern, most probable first; probabilities 0…1. */
export interface RankedSymmetries {
  /** `lattice`: Pearson's symbol such as `cF`; `name`: such as `cubic (F)`. */
  readonly bravais: readonly {
    readonly lattice: string;
    readonly name: string;
    readonly probability: number;
  }[];
  /** `number`: International Tables, 1–230; `symbol`: Hermann–Mauguin. */
  readonly spaceGroup: readonly {
    readonly number: number;
    readonly symbol: string;
    readonly probability: number;
  }[];
  /** Share of the model's angles that the measurement covers, 0…1. */
  readonly coverage: number;
  readonly warnings: readonly string[];
}

export interface FormatPredictionOptions {
  /** Answers shown of each kind. @default 5 */
  readonly rows?: number;
}

/** The answers for one measurement as a table for the terminal, several lines without a last `\n`. */
export function formatPrediction(
  name: string,
  prediction: RankedSymmetries,
  { rows = 5 }: FormatPredictionOptions = {},
): string {
  const { coverage, warnings } = prediction;
  const bravais = prediction.bravais.slice(0, rows);
  const groups = prediction.spaceGroup.slice(0, rows);
  const longest = Math.max(...bravais.map((answer) => answer.name.length));
  const tables = [
    table(
      'Bravais lattice',
      bravais.map((answer) => `${answer.name.padEnd(longest)}  ${answer.lattice}`),
      bravais,
    ),
    table(
      'Space group',
      groups.map(({ number, symbol }) => `${String(number).padStart(3)}  ${symbol}`),
      groups,
    ),
  ].filter(({ labels }) => labels.length > 0);
  const width = Math.max(
    20,
    ...tables.flatMap(({ heading, labels }) => [heading, ...labels]).map(({ length }) => length),
  );
  return [
    name,
    ...tables.flatMap((part) => tableLines(part, width)),
    ...(coverage < 0.995
      ? [`  covers ${(100 * coverage).toFixed(0)} % of the model's angles`]
      : []),
    ...warnings.map((warning) => `  warning: ${warning}`),
  ].join('\n');
}

interface Table {
  readonly heading: string;
  readonly labels: readonly string[];
  readonly probabilities: readonly number[];
}

const table = (
  heading: string,
  labels: readonly string[],
  answers: readonly { readonly probability: number }[],
): Table => ({ heading, labels, probabilities: answers.map(({ probability }) => probability) });

const tableLines = ({ heading, labels, probabilities }: Table, width: number): string[] => [
  `  ${heading.padEnd(width)}   probability`,
  ...labels.map((label, i) => `  ${label.padEnd(width)}   ${twoDecimals(probabilities[i]!)}`),
];

/** Neither certainty nor impossibility is claimed by rounding. */
function twoDecimals(probability: number): string {
  if (probability < 0.005) return '<0.01';
  if (probability < 1 && probability > 0.995) return '>0.99';
  return probability.toFixed(2).padStart(5);
}
