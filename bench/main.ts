/**
 * @file `npm run bench -- NAME [--json]`: how fast the parts are on this machine. A figure is the
 * median of several rounds; machines are noisy, so that only ratios of rounds taken in turn compare.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { classifyBench } from './classify.ts';
import type { BenchResult } from './result.ts';
import { simulateBench } from './simulate.ts';
import { trainBench } from './train.ts';

const BENCHES: Readonly<Record<string, (workers: number) => Promise<BenchResult>>> = {
  train: trainBench,
  simulate: simulateBench,
  classify: classifyBench,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  },
});
const bench = BENCHES[positionals[0] ?? ''];
if (bench === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--json] [--workers N]`);
  process.exit(2);
}
const result = await bench(Number(values.workers));
if (values.json) console.log(JSON.stringify(result, null, 2));
else {
  const { name, samplesPerSecond, seconds, workers, comment } = result;
  console.log(
    `${name}: ${samplesPerSecond.toFixed(1)} samples/s (${workers} workers, ${seconds.toFixed(1)} s)`,
  );
  console.log(comment);
}
