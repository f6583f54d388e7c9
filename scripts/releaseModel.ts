/**
 * @file `npm run release-model -- RUN --dataset FOLDER --name NAME [--sources FILE] [--limits TEXT]`: asks the test
 * part of the data set once, and puts weights (float16) and card with the result into `models/NAME`.
 * The weights are rounded before they are tested: the figures are those of what is released.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { PartialScore } from '../src/evaluation/index.ts';
import { evaluateOnDataset, openDataset, openModel, saveModel } from '../src/io/index.ts';
import { decodeWeights, encodeWeights } from '../src/model/index.ts';
import { formatEvaluation } from '../src/report/index.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    dataset: { type: 'string' },
    name: { type: 'string' },
    sources: { type: 'string' },
    limits: { type: 'string' },
  },
});
const [run] = positionals;
const { dataset: datasetFolder, name, sources, limits } = values;
if (run === undefined || datasetFolder === undefined || name === undefined) {
  console.error(
    'usage: npm run release-model -- RUN --dataset FOLDER --name NAME [--sources FILE]',
  );
  process.exit(2);
}

const { card, parameters } = await openModel(run);
const rounded = decodeWeights(
  card.architecture,
  encodeWeights(card.architecture, parameters, 'F16'),
);
const dataset = await openDataset(datasetFolder);
const evaluation = await evaluateOnDataset({ card, parameters: rounded }, dataset, 'test');
console.log(formatEvaluation(evaluation));

const { known } = evaluation;
if (known === null) throw new Error('the test part holds none of the model’s classes');
const plain = ({ n, top1, top5, prior1 }: PartialScore) => ({
  n,
  top1: top1.value,
  top5: top5.value,
  prior1: prior1.value,
});
const test = { ...plain(evaluation), known: plain(known) };
const folder = fileURLToPath(new URL(`../models/${name}/`, import.meta.url));
await mkdir(folder, { recursive: true });
const listed =
  sources && (await readFile(sources, 'utf8')).split('\n').filter((line) => line !== '');
await saveModel(
  folder,
  {
    ...card,
    name,
    metrics: { ...card.metrics, test },
    weights: { ...card.weights, dtype: 'F16' },
    ...(listed && { sources: listed }),
    ...(limits && { limits }),
  },
  rounded,
);
console.log(`models/${name} written`);
