import { bravaisOfSpaceGroup, type Crystal } from '../crystal/index.ts';
import { type Dataset, splitDataset } from '../dataset/index.ts';
import { createEvaluator, type Evaluation, type Evaluator } from '../evaluation/index.ts';
import { type Checkpoint, forwardGraph, type ModelCard } from '../model/index.ts';
import { type Classifier, openParallelClassifier } from '../nn/index.ts';
import { createSimulator, instrumentDifferences } from '../pattern/index.ts';
import { InputError } from './inputError.ts';
import type { AppliedSplit } from './splitFile.ts';
import { loadCrystals } from './structureTexts.ts';

/** A structure that could not be asked about. */
export interface SkippedStructure {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface EvaluateOptions {
  readonly threads?: number;
  readonly onProgress?: (done: number, total?: number) => void;
}

/** Rows that are read or simulated before the network is asked. */
const ROWS_AT_ONCE = 256;

export type DatasetPart = 'test' | 'all';

export interface DatasetEvaluation extends EvaluateOptions {
  /** What the test rows are. @default those that the manifest fixes */
  readonly split?: AppliedSplit;
}

/**
 * Scores a model on the test rows of a data set, or on all of its rows.
 *
 * @throws InputError when the patterns are not of the kind the model was trained on, or its test rows
 * are not those asked for.
 */
export async function evaluateOnDataset(
  { card, parameters }: Checkpoint,
  dataset: Dataset,
  part: DatasetPart,
  { threads = 2, onProgress, split }: DatasetEvaluation = {},
): Promise<Evaluation> {
  const { patterns, spaceGroups } = dataset;
  checkFit(card, dataset);
  if (part === 'test') checkSplit(card, split);
  const all = Uint32Array.from({ length: patterns.count }, (_, row) => row);
  const rows = part === 'all' ? all : splitDataset(dataset, 0, split).test;
  return withClassifier({ card, parameters }, threads, async (classifier, evaluator) => {
    for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
      const some = rows.subarray(first, first + ROWS_AT_ONCE);
      const x = new Float32Array(some.length * patterns.length);
      patterns.read(some, x);
      const labels = Int32Array.from(some, (row) => labelOf(card, spaceGroups[row]!));
      evaluator.add({ logits: await classifier.logits(x), labels });
      onProgress?.(first + some.length, rows.length);
    }
  });
}

/** Scores a model on structures, simulated with the instrument and options of its training. */
export async function evaluateOnStructures(
  checkpoint: Checkpoint,
  files: readonly string[],
  { threads = 2, onProgress }: EvaluateOptions = {},
): Promise<{ readonly evaluation: Evaluation; readonly skipped: readonly SkippedStructure[] }> {
  const { card } = checkpoint;
  const skipped: SkippedStructure[] = [];
  const evaluation = await withClassifier(checkpoint, threads, async (classifier, evaluator) => {
    let done = 0;
    for await (const { crystals, x } of simulatedBatches(card, files, skipped)) {
      const labels = Int32Array.from(crystals, ({ spaceGroup }) => labelOf(card, spaceGroup));
      evaluator.add({ logits: await classifier.logits(x), labels });
      done += crystals.length;
      onProgress?.(done);
    }
    if (done === 0) {
      const why = skipped[0] ? `: ${skipped[0].message}` : '';
      throw new InputError(`${files.join(', ')}: no structure could be simulated${why}`);
    }
  });
  return { evaluation, skipped };
}

/** Crystals with their patterns, some hundreds at a time; what fails goes to `skipped`. */
async function* simulatedBatches(
  { input }: ModelCard,
  files: readonly string[],
  skipped: SkippedStructure[],
): AsyncGenerator<{ readonly crystals: readonly Crystal[]; readonly x: Float32Array }> {
  const points = input.instrument.grid.count;
  const simulator = createSimulator(input.instrument, { bIso: input.bIso });
  let crystals: Crystal[] = [];
  let x = new Float32Array(ROWS_AT_ONCE * points);
  for await (const loaded of loadCrystals(files)) {
    const { file, line } = loaded;
    const row = x.subarray(crystals.length * points, (crystals.length + 1) * points);
    const result = loaded.ok ? simulator.simulate(loaded.crystal, row) : loaded;
    if (!result.ok) {
      skipped.push({ file, line, message: result.fault.message });
      continue;
    }
    if (loaded.ok) crystals.push(loaded.crystal);
    if (crystals.length < ROWS_AT_ONCE) continue;
    yield { crystals, x };
    crystals = [];
    x = new Float32Array(ROWS_AT_ONCE * points);
  }
  if (crystals.length > 0) yield { crystals, x: x.subarray(0, crystals.length * points) };
}

async function withClassifier(
  { card, parameters }: Checkpoint,
  threads: number,
  use: (classifier: Classifier, evaluator: Evaluator) => Promise<void>,
): Promise<Evaluation> {
  const { task, classes, architecture, training } = card;
  const evaluator = createEvaluator({ task, classes, trainingCounts: training.classCounts });
  const bytes = forwardGraph(architecture, parameters);
  const classifier = await openParallelClassifier(bytes, architecture, threads);
  try {
    await use(classifier, evaluator);
    return evaluator.result();
  } finally {
    await classifier.close();
  }
}

/** Class index of a space group's answer, −1 when the model does not know it. */
function labelOf(card: ModelCard, spaceGroup: number): number {
  switch (card.task) {
    case 'bravais-lattice':
      return card.classes.indexOf(bravaisOfSpaceGroup(spaceGroup));
    case 'space-group':
      return card.classes.indexOf(String(spaceGroup));
  }
}

function checkFit({ name, input }: ModelCard, { manifest }: Dataset): void {
  const { instrument, bIso } = manifest.createdWith;
  const differences = [
    ...instrumentDifferences(instrument, input.instrument),
    ...(bIso === input.bIso ? [] : [`B_iso ${bIso} and ${input.bIso} Å² for atoms without one`]),
  ];
  if (differences.length === 0) return;
  throw new InputError(
    `data set and model ${name} do not fit together: ${differences.join('; ')}; ` +
      'build the data set with the options of the model (mauguin models --json shows them)',
  );
}

/** Rows that one split holds out another trains on. */
function checkSplit({ name, training }: ModelCard, split: AppliedSplit | undefined): void {
  const trained = training.split;
  if (trained && trained.sha256 !== split?.sha256) {
    throw new InputError(
      `model ${name} was trained under a split by ${trained.by} (${trained.sha256.slice(0, 12)}), ` +
        'whose test rows are others: give its file with --split',
    );
  }
  if (!split) return;
  if (!trained && split.datasetSha256 === training.dataset.manifestSha256) {
    throw new InputError(
      `${split.path}: model ${name} was trained on this data set without a split file, and so on ` +
        'some of its test rows; leave out --split, or train under it',
    );
  }
  if (split.test.length === 0) {
    throw new InputError(`${split.path}: no test structure of this split is in the data set`);
  }
}
