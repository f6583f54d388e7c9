/**
 * @file `npm run bench -- NAME [--json] [--workers N] [--structures FILE] [--dataset FOLDER] [--sample N] [--rounds N]`:
 * how fast the parts are on this machine, and how exact (`goldens`). A rate is the median of several rounds; machines are noisy,
 * so that only ratios of rounds taken in turn compare.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { allPeersBench } from './allPeers.ts';
import { batchesBench } from './batches.ts';
import { cellsBench } from './cells.ts';
import { classifyBench } from './classify.ts';
import { duplicatesBench } from './duplicates.ts';
import { floorBench } from './floor/floor.ts';
import { generateBench } from './generate.ts';
import { goldensBench } from './goldens.ts';
import { largeCellBench } from './largeCell.ts';
import { onTheFlyBench } from './onTheFly.ts';
import { peersBench } from './peers.ts';
import { type BenchOptions, type BenchReport, rateReport } from './result.ts';
import { simulateBench } from './simulate.ts';
import { taskBench } from './tasks/tasks.ts';
import { torchBench } from './torch/torch.ts';

const BENCHES: Readonly<
  Record<string, (options: BenchOptions) => BenchReport | Promise<BenchReport>>
> = {
  train: async ({ workers }) => rateReport(await taskBench('train', workers)),
  'train-sgan': async ({ workers }) => rateReport(await taskBench('train-sgan', workers)),
  infer: async ({ workers }) => rateReport(await taskBench('infer', workers)),
  simulate: async (options) => rateReport(await simulateBench(options)),
  generate: async (options) => rateReport(await generateBench(options)),
  'on-the-fly': onTheFlyBench,
  classify: async ({ workers }) => rateReport(await classifyBench(workers)),
  batches: batchesBench,
  floor: floorBench,
  peers: allPeersBench,
  pymatgen: peersBench,
  torch: torchBench,
  cells: cellsBench,
  duplicates: duplicatesBench,
  'large-cell': largeCellBench,
  goldens: goldensBench,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    structures: { type: 'string' },
    dataset: { type: 'string' },
    sample: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '7' },
  },
});
const bench = BENCHES[positionals[0] ?? ''];
if (bench === undefined) {
  const names = Object.keys(BENCHES).join('|');
  console.error(
    `usage: npm run bench -- ${names} [--json] [--workers N] [--structures FILE] [--dataset FOLDER] [--sample N] [--rounds N]`,
  );
  process.exit(2);
}
const { data, text } = await bench({
  workers: Number(values.workers),
  structures: values.structures,
  dataset: values.dataset,
  sample: Number(values.sample),
  rounds: Number(values.rounds),
});
console.log(values.json ? JSON.stringify(data, null, 2) : text);
